//! A web server of a test's own: it listens on this machine and answers each request, byte for byte, as the test says.

use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What was asked for, in its order.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// The path with its query.
    pub(crate) path: String,
    /// The head as it came.
    pub(crate) head: String,
}

/// A server that runs until it is dropped.
pub(crate) struct Server {
    pub(crate) port: u16,
    seen: Arc<Seen>,
}

#[derive(Default)]
struct Seen {
    requests: Mutex<Vec<Request>>,
    connections: AtomicUsize,
    /// How many are being answered, and how many were at most.
    open: AtomicUsize,
    most: AtomicUsize,
    closed: AtomicBool,
}

/// How long a connection is kept that the test should have ended: far more than any limit in a test.
const PATIENCE: Duration = Duration::from_secs(60);

impl Server {
    /// Starts a server that writes its answers to the stream of a request.
    pub(crate) fn start(answer: impl Fn(&Request, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("a port").port();
        let seen = Arc::new(Seen::default());
        let (answer, shared) = (Arc::new(answer), Arc::clone(&seen));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if shared.closed.load(Ordering::SeqCst) {
                    break;
                }
                shared.connections.fetch_add(1, Ordering::SeqCst);
                let (answer, shared) = (Arc::clone(&answer), Arc::clone(&shared));
                thread::spawn(move || serve(stream, &shared, &*answer));
            }
        });
        Self { port, seen }
    }

    /// Starts a server with these pages, each a whole answer; for others the answer is 404.
    pub(crate) fn with(pages: Vec<(&'static str, Vec<u8>)>) -> Self {
        Self::start(move |request, stream| {
            let page = pages.iter().find(|(path, _)| *path == request.path);
            let _ = stream.write_all(page.map_or(&status("404 Not Found"), |(_, answer)| answer));
        })
    }

    /// An address on it.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The paths that were asked for.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.requests().into_iter().map(|request| request.path).collect()
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.seen.requests.lock().expect("no test panics with it").clone()
    }

    /// How many connections came, whether or not they asked for anything.
    pub(crate) fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::SeqCst)
    }

    /// How many requests were answered at the same time at most.
    pub(crate) fn most_at_once(&self) -> usize {
        self.seen.most.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.seen.closed.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

fn serve(mut stream: TcpStream, seen: &Seen, answer: &(impl Fn(&Request, &mut TcpStream) + ?Sized)) {
    let _ = stream.set_read_timeout(Some(PATIENCE));
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && matches!(stream.read(&mut byte), Ok(1)) {
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let Some(path) = head.split(' ').nth(1) else { return };
    let request = Request { path: path.to_owned(), head: head.clone() };
    seen.requests.lock().expect("no test panics with it").push(request.clone());
    seen.most.fetch_max(seen.open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
    answer(&request, &mut stream);
    seen.open.fetch_sub(1, Ordering::SeqCst);
    let _ = stream.shutdown(std::net::Shutdown::Write);
    until_closed(&mut stream);
}

/// Waits until the other side closes the connection.
pub(crate) fn until_closed(stream: &mut TcpStream) {
    let _ = stream.set_read_timeout(Some(PATIENCE));
    let mut bytes = [0; 1024];
    loop {
        match stream.read(&mut bytes) {
            Ok(0) => return,
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return,
        }
    }
}

/// A whole answer of 200 with a type and a body.
pub(crate) fn page(content_type: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    answer(&format!("Content-Type: {content_type}\r\n"), body)
}

/// A whole answer of 200 with these headers and a body.
pub(crate) fn answer(headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let head = format!("HTTP/1.1 200 OK\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// An answer without a body.
pub(crate) fn status(line: &str) -> Vec<u8> {
    format!("HTTP/1.1 {line}\r\nContent-Length: 0\r\n\r\n").into_bytes()
}

/// An answer that sends on.
pub(crate) fn to(location: &str) -> Vec<u8> {
    format!("HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n").into_bytes()
}
