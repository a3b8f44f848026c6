//! The `simulate` command.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn one_line_tells_when_it_is_ready_and_where() {
    let child = Command::new(env!("CARGO_BIN_EXE_partnerdesk"))
        .args(["simulate", "--addr", "127.0.0.1:0", "--seed", "9", "--customers", "30"])
        .args(["--ak", "AK", "--sk", "SK"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut child = Ended(child);
    let mut line = String::new();
    let out = child.0.stdout.take().unwrap();
    BufReader::new(out).read_line(&mut line).unwrap();
    let rest = line.strip_prefix("simulator ready on http://127.0.0.1:").expect(&line);
    let (port, rest) = rest.split_once(' ').unwrap();
    assert_eq!(rest, "(seed 9, 30 customers)\n");
    let port: u16 = port.parse().unwrap();
    std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
}
