//! The open connections, and how many there may be. Who opens more than that loses the one that has
//! been idle longest, so that a new one always finds room, unless all of them are at work.

use super::connection::Connection;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Most connections altogether: below the 1,024 files that Linux lets a process open.
const MOST: usize = 800;
/// Most connections of one address. A browser opens six, an office behind one address has some.
const MOST_OF_ONE: usize = 450;

/// The open connections. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Connections {
    open: Arc<Mutex<HashMap<u64, Arc<Connection>>>>,
    admitted: Arc<AtomicU64>,
    most_of_one: usize,
}

impl Connections {
    /// None yet. Behind a proxy all of them come from one address.
    pub fn new(behind_proxy: bool) -> Self {
        Self {
            open: Arc::default(),
            admitted: Arc::default(),
            most_of_one: if behind_proxy { MOST } else { MOST_OF_ONE },
        }
    }

    /// Takes one more in; `None` when there is no room for it.
    pub fn admit(&self, address: IpAddr) -> Option<Admitted> {
        let mut open = self.open();
        let of_one = open.values().filter(|connection| connection.address == address).count();
        if of_one >= self.most_of_one && !make_room(&mut open, Some(address)) {
            return None;
        }
        if open.len() >= MOST && !make_room(&mut open, None) {
            return None;
        }
        let number = self.admitted.fetch_add(1, Ordering::Relaxed);
        let connection = Arc::new(Connection::new(address));
        open.insert(number, Arc::clone(&connection));
        drop(open);
        Some(Admitted { connection, number, of: self.clone() })
    }

    // Its value is consistent at any moment, even after a thread panicked.
    fn open(&self) -> MutexGuard<'_, HashMap<u64, Arc<Connection>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the connection that has been idle longest, of one address or of all.
fn make_room(open: &mut HashMap<u64, Arc<Connection>>, of: Option<IpAddr>) -> bool {
    let candidates = open.iter().filter(|(_, connection)| of.is_none_or(|of| of == connection.address));
    let idle = candidates.filter_map(|(number, connection)| Some((connection.idle()?, *number)));
    let Some((_, number)) = idle.max() else { return false };
    if let Some(connection) = open.remove(&number) {
        connection.end.cancel();
    }
    true
}

/// A connection that was let in; it is out when this is dropped.
#[derive(Debug)]
pub struct Admitted {
    pub connection: Arc<Connection>,
    number: u64,
    of: Connections,
}

impl Drop for Admitted {
    fn drop(&mut self) {
        self.of.open().remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[tokio::test(start_paused = true)]
    async fn the_one_that_was_idle_longest_makes_room() {
        let connections = Connections::new(false);
        let mut held = Vec::new();
        for _ in 0..MOST_OF_ONE {
            held.push(connections.admit(address(1)).unwrap());
            tokio::time::advance(Duration::from_millis(10)).await;
        }
        held[0].connection.begin();
        let newest = connections.admit(address(1)).unwrap();
        let ended: Vec<_> = held.iter().map(|one| one.connection.end.is_cancelled()).collect();
        assert_eq!((ended[0], ended[1], ended[2]), (false, true, false), "the first is at work");
        assert!(!newest.connection.end.is_cancelled());
        assert_eq!(connections.open().len(), MOST_OF_ONE);
        connections.admit(address(2)).unwrap();
        drop(held);
        assert_eq!(connections.open().len(), 1);
    }

    #[test]
    fn one_address_leaves_room_for_the_others() {
        let connections = Connections::new(false);
        let busy = |last| {
            let admitted = connections.admit(address(last))?;
            admitted.connection.begin();
            Some(admitted)
        };
        let held: Vec<_> = (0..MOST).filter_map(|_| busy(1)).collect();
        assert_eq!(held.len(), MOST_OF_ONE, "all at work, so there is no more");
        assert!(busy(2).is_some());
        let proxied = Connections::new(true);
        let held: Vec<_> = (0..MOST + 5).filter_map(|_| proxied.admit(address(1))).collect();
        assert_eq!((held.len(), proxied.open().len()), (MOST + 5, MOST));
    }
}
