//! What needs more than the public options to be tried on this machine: encrypted connections, with certificates made for
//! the test, and a page that sends on to an address that is not public.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{IpAddr, TcpListener};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use chrono::DateTime;
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use ureq::tls::{Certificate, RootCerts};

use crate::ingest::fetch::address;
use crate::ingest::fetch::error::FetchProblem;
use crate::ingest::fetch::wire::Wire;
use crate::ingest::fetch::{FetchOptions, Fetcher};

/// A server on this machine with a certificate: its port and the certificate.
fn server(params: &CertificateParams) -> (u16, CertificateDer<'static>) {
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap().der().clone();
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], PrivatePkcs8KeyDer::from(key.serialize_der()).into())
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming().take(2).flatten() {
            let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream);
            let mut head = [0; 4096];
            if stream.read(&mut head).is_ok_and(|count| count > 0) {
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nSome 30,000");
                stream.conn.send_close_notify();
                let _ = stream.flush();
            }
        }
    });
    (port, certificate)
}

fn names(name: &str) -> CertificateParams {
    CertificateParams::new(vec![name.to_owned()]).unwrap()
}

fn options() -> FetchOptions {
    let then = || DateTime::from_timestamp(1_795_430_400, 0).unwrap();
    FetchOptions { allow_private: true, ignore_robots: true, ..FetchOptions::new(then) }
}

/// What comes of asking a server whose certificate is vouched for.
fn trusted(params: &CertificateParams) -> Result<Vec<u8>, FetchProblem> {
    let (port, certificate) = server(params);
    let roots = RootCerts::new_with_certs(&[Certificate::from_der(&certificate).to_owned()]);
    let url = address::parse(&format!("https://localhost:{port}/")).unwrap();
    Wire::with(&options(), roots, |_| None).ask(&url, Duration::from_secs(30))?.page(1000)
}

#[test]
fn a_certificate_that_is_vouched_for_and_of_this_name_holds() {
    assert_eq!(trusted(&names("localhost")), Ok(b"Some 30,000".to_vec()));
}

#[test]
fn others_are_refused_with_their_reason() {
    let refused = |params: &CertificateParams| match trusted(params) {
        Err(FetchProblem::Certificate(reason)) => reason,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(&names("tidewater.example")), "it is for another name");
    let mut expired = names("localhost");
    expired.not_after = date_time_ymd(2020, 1, 1);
    assert_eq!(refused(&expired), "it has expired");
    let mut early = names("localhost");
    early.not_before = date_time_ymd(4000, 1, 1);
    assert_eq!(refused(&early), "it is not valid yet");
}

#[test]
fn nobody_vouches_for_a_certificate_of_its_own() {
    let (port, _) = server(&names("localhost"));
    let found = Fetcher::new(options()).get(&format!("https://localhost:{port}/"));
    assert_eq!(
        found.unwrap_err().to_string(),
        "the certificate of the server is not valid: nobody vouches for it whom browsers trust; nothing of it was read"
    );
}

#[test]
fn a_server_without_encryption_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]);
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    });
    let found = Fetcher::new(options()).get(&format!("https://127.0.0.1:{port}/"));
    let problem = found.unwrap_err().to_string();
    assert!(problem.starts_with("the encrypted connection does not come about: "), "{problem}");
}

/// A page on a machine that passes for public sends on to one that does not, which hears nothing of it; neither does a
/// robots.txt reach it.
#[cfg(target_os = "linux")]
#[test]
fn a_redirect_to_an_address_that_is_not_public_is_not_followed() {
    let inside = TcpListener::bind("127.0.0.2:0").unwrap();
    inside.set_nonblocking(true).unwrap();
    let to = format!("http://127.0.0.2:{}/", inside.local_addr().unwrap().port());
    let outside = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://127.0.0.1:{}/", outside.local_addr().unwrap().port());
    let location = to.clone();
    thread::spawn(move || {
        for mut stream in outside.incoming().take(2).flatten() {
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(format!("HTTP/1.1 301 Moved\r\nLocation: {location}\r\n\r\n").as_bytes());
        }
    });
    let judge = |ip: IpAddr| (ip != IpAddr::from([127, 0, 0, 1])).then_some("a private address");
    for ignore_robots in [true, false] {
        let mut fetcher = Fetcher::new(FetchOptions { ignore_robots, ..options() });
        fetcher.wire = Wire::with(&options(), RootCerts::WebPki, judge);
        let problem = fetcher.get(&url).unwrap_err().to_string();
        assert!(
            problem.contains(&format!("the page sends on to {to}: 127.0.0.2 is a private address, not")),
            "{problem}"
        );
    }
    assert_eq!(inside.accept().unwrap_err().kind(), ErrorKind::WouldBlock);
}
