//! Users who press a button, servers that are killed meanwhile, and users who press again.

use crate::browser::{Client, Form};
use crate::desk::{Desk, Server};
use crate::partner::Partner;
use crate::stages::{About, AtKill};
use futures::future::join_all;
use model::ids::{CustomerId, OrderId, ResourceId};
use model::renewals::Period;
use partnerdesk::paths;
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// Price of the first order in these tests; each further one costs one more, USD.
const CHEAPEST: usize = 11;
/// Enough for all orders.
const BUDGET: &str = "900000";

/// A form as rendered, before anything went wrong.
#[derive(Clone)]
pub struct Press {
    pub about: About,
    form: Form,
}

/// A press during which a server was killed.
#[derive(Clone)]
pub struct Struck {
    pub about: About,
    /// Milliseconds between press and kill.
    pub after: u128,
    pub seen: AtKill,
    /// Whether the user pressed again after the restart.
    pub again: bool,
}

/// The servers, the simulated partner API, and a signed-in browser.
pub struct Rounds {
    pub desk: Desk,
    pub partner: Partner,
    client: Client,
    /// The running servers; `None` for a killed one.
    servers: Vec<Option<Server>>,
    /// Resources not renewed yet, with their customers.
    resources: Vec<(String, String)>,
    /// The period for which each is renewed.
    periods: BTreeMap<String, Period>,
    customers: Vec<String>,
    /// Everything for which a button was pressed.
    pub pressed: Vec<About>,
    kills: usize,
    made: usize,
}

/// Renewal periods; the shortest with a unique price is used.
const PERIODS: [Period; 4] = [Period::Months(1), Period::Months(2), Period::Months(3), Period::Months(6)];

impl Rounds {
    /// Starts the servers, fills the mirror, and sets large budgets.
    pub async fn begin(desk: Desk, partner: Partner, servers: usize) -> Self {
        let mut running = vec![desk.start().await];
        let client = desk.sign_in(&running[0]).await;
        let resources = desk.resources(&client).await;
        let mut customers: Vec<String> = resources.iter().map(|(_, owner)| owner.clone()).collect();
        customers.sort();
        customers.dedup();
        for customer in &customers {
            let page = paths::budget(&CustomerId::parse(customer).unwrap());
            let set = client.post_form(&page, "/api/set_budget", &[("amount", BUDGET)]).await;
            assert_eq!(set.status, 303, "{}", set.body);
        }
        while running.len() < servers {
            running.push(desk.start().await);
        }
        let servers = running.into_iter().map(Some).collect();
        let (periods, pressed) = (BTreeMap::new(), Vec::new());
        Self { desk, partner, client, servers, resources, periods, customers, pressed, kills: 0, made: 0 }
    }

    /// New orders, each with its form.
    pub async fn orders(&mut self, count: usize) -> Vec<Press> {
        let mut presses = Vec::new();
        for number in 0..count {
            let customer = &self.customers[number % self.customers.len()];
            let order = self.partner.order(customer, CHEAPEST + self.made).await;
            self.made += 1;
            let about = About::Order(OrderId::parse(&order).unwrap());
            let form = self.form(&about).await.expect("the form of an unpaid order");
            presses.push(Press { about, form });
        }
        presses
    }

    /// Renewable resources, each with its form. No two of one customer have the same price for the
    /// same period: with both answers lost, nobody could tell which renewal made which order, and
    /// both would stay unknown until an administrator decides (docs/payments.md).
    pub async fn resources(&mut self, count: usize) -> Vec<Press> {
        let mut presses = Vec::new();
        let mut prices = BTreeSet::new();
        while presses.len() < count {
            let (resource, owner) = self.resources.pop().expect("resources enough");
            let about = About::Resource(ResourceId::parse(&resource).unwrap());
            for period in PERIODS {
                self.periods.insert(resource.clone(), period);
                let Some(form) = self.form(&about).await else { break };
                if prices.insert((owner.clone(), period, form.value("seen_total").to_owned())) {
                    presses.push(Press { about, form });
                    break;
                }
            }
        }
        presses
    }

    /// The form that pays or renews, as rendered now.
    pub async fn form(&self, about: &About) -> Option<Form> {
        let (path, action) = match about {
            About::Order(id) => (paths::pay(id), "/api/pay_order"),
            About::Resource(id) => {
                let period = self.periods.get(id.as_str()).copied().unwrap_or(Period::Months(1));
                (paths::prices(std::slice::from_ref(id), &[period]), "/api/renew")
            }
        };
        let page = self.browser().get(&path).await;
        let stands = !page.attributes(&format!("form[action=\"{action}\"]"), "action").is_empty();
        stands.then(|| Form::read(&path, &page.body, action))
    }

    /// Number of servers.
    pub fn servers(&self) -> usize {
        self.servers.len()
    }

    /// The browser, connected to the first running server.
    pub fn browser(&self) -> Client {
        let server = self.servers.iter().flatten().next().expect("a running server");
        self.client.at(&server.base)
    }

    fn browsers(&self) -> Vec<Client> {
        self.servers.iter().flatten().map(|server| self.client.at(&server.base)).collect()
    }

    /// Starts all servers that are not running.
    async fn restart(&mut self) {
        for place in &mut self.servers {
            if place.is_none() {
                *place = Some(self.desk.start().await);
            }
        }
    }

    /// Presses each button once and kills a server meanwhile. The first press is not interrupted:
    /// it measures the duration, over which (and slightly more) the kills are spread.
    pub async fn strike(&mut self, mut presses: Vec<Press>) -> Vec<Struck> {
        self.pressed.extend(presses.iter().map(|press| press.about.clone()));
        let whole = presses.remove(0);
        let begun = Instant::now();
        let answer = self.browser().submit(&whole.form).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let last = begun.elapsed().mul_f64(1.15);
        let steps = u32::try_from(presses.len() - 1).unwrap();
        let mut struck = Vec::new();
        for (number, press) in presses.into_iter().enumerate() {
            let delay = last * u32::try_from(number).unwrap() / steps;
            struck.push(self.strike_one(&press, delay, number % 2 == 0).await);
        }
        struck
    }

    /// Posts a form to all servers at once, kills after a delay, restarts, and sometimes presses
    /// again.
    async fn strike_one(&mut self, press: &Press, delay: Duration, again: bool) -> Struck {
        let posts = self.browsers().into_iter().map(|browser| {
            let posting = browser.posting(&press.form);
            tokio::spawn(async move { posting.send().await.is_ok() })
        });
        let posts: Vec<_> = posts.collect();
        tokio::time::sleep(delay).await;
        let doomed = self.doomed();
        let killed = doomed.iter().filter_map(|server| self.servers[*server].take());
        join_all(killed.map(Server::kill)).await;
        let effect = press.about.took_effect(&self.partner);
        let store = self.desk.store().await;
        let stage = press.about.stored(&store).await.first().map(|stored| stored.stage);
        store.close().await;
        let answers = join_all(posts).await;
        let answered = doomed.iter().any(|server| *answers[*server].as_ref().unwrap());
        self.restart().await;
        if again {
            let answer = self.browser().submit(&press.form).await;
            assert_eq!(answer.status, 303, "{}", answer.body);
        }
        let seen = AtKill { stage, effect, answered };
        Struck { about: press.about.clone(), after: delay.as_millis(), seen, again }
    }

    /// The servers to kill next: the only one; of two the first, the second, both.
    fn doomed(&mut self) -> Vec<usize> {
        self.kills += 1;
        match (self.servers.len(), self.kills % 3) {
            (1, _) => vec![0],
            (_, 1) => vec![0],
            (_, 2) => vec![1],
            _ => vec![0, 1],
        }
    }
}
