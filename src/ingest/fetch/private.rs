//! Which addresses of machines are not of the public internet: an IP address → what it is, or nothing for a public one.
//!
//! A page may redirect, and a name may resolve, to a machine behind the newsroom's own walls; what answers there is not
//! for an article's text. The ranges are IANA's special-purpose registries for IPv4 and IPv6 (RFC 6890).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A range of IPv4 addresses: its first, the bits that all share, and what it is.
const V4: &[(Ipv4Addr, u32, &str)] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8, "an unspecified address"),
    (Ipv4Addr::new(10, 0, 0, 0), 8, "a private address"),
    (Ipv4Addr::new(100, 64, 0, 0), 10, "an address inside a provider's network"),
    (Ipv4Addr::new(127, 0, 0, 0), 8, "this machine itself"),
    (Ipv4Addr::new(169, 254, 0, 0), 16, "a link-local address"),
    (Ipv4Addr::new(172, 16, 0, 0), 12, "a private address"),
    (Ipv4Addr::new(192, 0, 0, 0), 24, "an address of internet protocols"),
    (Ipv4Addr::new(192, 0, 2, 0), 24, "an address for documentation"),
    (Ipv4Addr::new(192, 88, 99, 0), 24, "a relay's address"),
    (Ipv4Addr::new(192, 168, 0, 0), 16, "a private address"),
    (Ipv4Addr::new(198, 18, 0, 0), 15, "an address for benchmarks"),
    (Ipv4Addr::new(198, 51, 100, 0), 24, "an address for documentation"),
    (Ipv4Addr::new(203, 0, 113, 0), 24, "an address for documentation"),
    (Ipv4Addr::new(224, 0, 0, 0), 4, "a multicast address"),
    (Ipv4Addr::new(240, 0, 0, 0), 4, "a reserved address"),
];

/// The same of IPv6; what is in none of them and outside of 2000::/3 is reserved.
const V6: &[(Ipv6Addr, u32, &str)] = &[
    (Ipv6Addr::UNSPECIFIED, 128, "an unspecified address"),
    (Ipv6Addr::LOCALHOST, 128, "this machine itself"),
    (Ipv6Addr::new(0x64, 0xff9b, 1, 0, 0, 0, 0, 0), 48, "a private address"),
    (Ipv6Addr::new(0x2001, 2, 0, 0, 0, 0, 0, 0), 48, "an address for benchmarks"),
    (Ipv6Addr::new(0x2001, 0x10, 0, 0, 0, 0, 0, 0), 28, "an address of internet protocols"),
    (Ipv6Addr::new(0x2001, 0x20, 0, 0, 0, 0, 0, 0), 28, "an address of internet protocols"),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32, "an address for documentation"),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20, "an address for documentation"),
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7, "a private address"),
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10, "a link-local address"),
    (Ipv6Addr::new(0xfec0, 0, 0, 0, 0, 0, 0, 0), 10, "a private address"),
    (Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8, "a multicast address"),
];

/// Public IPv6 addresses.
const PUBLIC: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// Forms of IPv6 that carry an IPv4 address: the range, the bits below the address, and whether it is inverted.
const CARRIERS: &[(Ipv6Addr, u32, u32, bool)] = &[
    // IPv4-compatible and IPv4-mapped (RFC 4291, 2.5.5), NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo (RFC 4380): server and client.
    (Ipv6Addr::UNSPECIFIED, 96, 0, false),
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0), 96, 0, false),
    (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96, 0, false),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16, 80, false),
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 32, 64, false),
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 32, 0, true),
];

/// What an address is that is not of the public internet; `None` for one that is.
pub(super) fn kind(ip: IpAddr) -> Option<&'static str> {
    match ip {
        IpAddr::V4(ip) => kind_v4(ip),
        IpAddr::V6(ip) => kind_v6(ip),
    }
}

fn kind_v4(ip: Ipv4Addr) -> Option<&'static str> {
    let within = |(first, bits, _): &&(Ipv4Addr, u32, _)| (ip.to_bits() ^ first.to_bits()) >> (32 - bits) == 0;
    V4.iter().find(within).map(|(.., what)| *what)
}

fn kind_v6(ip: Ipv6Addr) -> Option<&'static str> {
    if let Some((.., what)) = V6.iter().find(|(first, bits, _)| within(ip, *first, *bits)) {
        return Some(what);
    }
    let carriers: Vec<_> = CARRIERS.iter().filter(|(first, bits, ..)| within(ip, *first, *bits)).collect();
    let carried = carriers.iter().find_map(|(_, _, below, inverted)| kind_v4(carried(ip, *below, *inverted)));
    let reserved = carriers.is_empty() && !within(ip, PUBLIC.0, PUBLIC.1);
    carried.or_else(|| reserved.then_some("a reserved address"))
}

fn within(ip: Ipv6Addr, first: Ipv6Addr, bits: u32) -> bool {
    (ip.to_bits() ^ first.to_bits()) >> (128 - bits) == 0
}

/// The IPv4 address in an IPv6 one, with so many bits below it.
fn carried(ip: Ipv6Addr, below: u32, inverted: bool) -> Ipv4Addr {
    let bits = u32::try_from((ip.to_bits() >> below) & u128::from(u32::MAX)).unwrap_or_default();
    Ipv4Addr::from_bits(if inverted { !bits } else { bits })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(ip: &str) -> Option<&'static str> {
        kind(ip.parse().unwrap())
    }

    #[test]
    fn what_is_not_public_is_named() {
        for (ip, what) in [
            ("0.0.0.0", "an unspecified address"),
            ("10.1.2.3", "a private address"),
            ("100.64.0.1", "an address inside a provider's network"),
            ("100.127.255.255", "an address inside a provider's network"),
            ("127.255.255.254", "this machine itself"),
            ("169.254.169.254", "a link-local address"),
            ("172.16.0.1", "a private address"),
            ("172.31.255.255", "a private address"),
            ("192.168.0.1", "a private address"),
            ("198.19.255.255", "an address for benchmarks"),
            ("203.0.113.9", "an address for documentation"),
            ("224.0.0.1", "a multicast address"),
            ("255.255.255.255", "a reserved address"),
            ("::", "an unspecified address"),
            ("::1", "this machine itself"),
            ("fe80::1", "a link-local address"),
            ("febf::1", "a link-local address"),
            ("fd12:3456::1", "a private address"),
            ("ff02::1", "a multicast address"),
            ("2001:db8::1", "an address for documentation"),
            ("2001:2::1", "an address for benchmarks"),
            ("64:ff9b:1::1", "a private address"),
            ("100::1", "a reserved address"),
            ("4000::1", "a reserved address"),
        ] {
            assert_eq!(of(ip), Some(what), "{ip}");
        }
    }

    #[test]
    fn neighbours_of_the_ranges_are_public() {
        for ip in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "172.15.255.255",
            "172.32.0.0",
            "192.167.255.255",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2606:4700::1111",
            "2001:4860::8888",
            "2a00::1",
        ] {
            assert_eq!(of(ip), None, "{ip}");
        }
    }

    proptest! {
        /// What holds of an IPv4 address holds of every form of IPv6 that carries it.
        #[test]
        fn a_carried_address_is_what_it_carries(bits in any::<u32>(), inside in any::<bool>()) {
            let v4 = Ipv4Addr::from_bits(if inside { bits & 0x00ff_ffff | 0x7f00_0000 } else { bits });
            let bits = u128::from(v4.to_bits());
            let public = u128::from(Ipv4Addr::new(8, 8, 8, 8).to_bits());
            let forms = [
                0xffff_u128 << 32 | bits,
                0x0064_ff9b_u128 << 96 | bits,
                0x2002_u128 << 112 | bits << 80 | 1,
                0x2001_0000_u128 << 96 | bits << 64 | (public ^ u128::from(u32::MAX)),
                0x2001_0000_u128 << 96 | public << 64 | (bits ^ u128::from(u32::MAX)),
            ];
            for form in forms {
                prop_assert_eq!(kind(IpAddr::V6(Ipv6Addr::from_bits(form))), kind_v4(v4), "{} in {:x}", v4, form);
            }
        }
    }
}
