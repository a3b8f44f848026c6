//! Persons who press the button, servers that are killed meanwhile, and persons who press again.

use crate::browser::{Client, Form};
use crate::desk::{Desk, Server};
use crate::partner::Partner;
use crate::stages::{About, Seen};
use futures::future::join_all;
use model::ids::{CustomerId, OrderId, ResourceId};
use model::renewals::Period;
use partnerdesk::paths;
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// What an order of these tests costs: from here on one more each, USD.
const CHEAPEST: usize = 11;
/// Enough for everything.
const BUDGET: &str = "900000";

/// A form as a person saw it, before anything went wrong.
#[derive(Clone)]
pub struct Press {
    pub about: About,
    form: Form,
}

/// A press during which a server was killed.
#[derive(Clone)]
pub struct Struck {
    pub about: About,
    /// How long after the press, milliseconds.
    pub after: u128,
    pub seen: Seen,
    /// The person pressed again after the restart.
    pub again: bool,
}

/// The servers, the partner, and a browser that stays signed in.
pub struct Rounds {
    pub desk: Desk,
    pub partner: Partner,
    client: Client,
    /// The running servers; one that was killed leaves its place empty.
    servers: Vec<Option<Server>>,
    /// Resources that nobody has renewed yet, with their customers.
    resources: Vec<(String, String)>,
    /// For how long each is renewed.
    periods: BTreeMap<String, Period>,
    customers: Vec<String>,
    /// Everything for which a button was pressed.
    pub pressed: Vec<About>,
    kills: usize,
    made: usize,
}

/// Periods to renew for, the shortest that tells a renewal from the others.
const PERIODS: [Period; 4] = [Period::Months(1), Period::Months(2), Period::Months(3), Period::Months(6)];

impl Rounds {
    /// Starts the servers, fills the mirror, and gives every customer enough to spend.
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

    /// Resources that can be renewed, each with its form. No two of one customer cost the same for
    /// the same period: which of two such renewals made which order nobody can tell when both answers are
    /// lost, so both would stay unknown until an administrator decides (docs/payments.md).
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

    /// The form that pays or renews as it stands on its page now.
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

    /// How many servers run at a time.
    pub fn servers(&self) -> usize {
        self.servers.len()
    }

    /// The browser, at the first server that runs.
    pub fn browser(&self) -> Client {
        let server = self.servers.iter().flatten().next().expect("a running server");
        self.client.at(&server.base)
    }

    fn browsers(&self) -> Vec<Client> {
        self.servers.iter().flatten().map(|server| self.client.at(&server.base)).collect()
    }

    /// Starts whichever server does not run.
    async fn restart(&mut self) {
        for place in &mut self.servers {
            if place.is_none() {
                *place = Some(self.desk.start().await);
            }
        }
    }

    /// Presses each button once and kills in the middle. The first press of all is left alone: it
    /// shows how long the whole way takes, and the others are spread over that and a little more.
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

    /// Posts a form to every server at once, kills after a while, starts again, and sometimes
    /// presses again.
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
        let stage = press.about.kept(&store).await.first().map(|kept| kept.stage);
        store.close().await;
        let answers = join_all(posts).await;
        let answered = doomed.iter().any(|server| *answers[*server].as_ref().unwrap());
        self.restart().await;
        if again {
            let answer = self.browser().submit(&press.form).await;
            assert_eq!(answer.status, 303, "{}", answer.body);
        }
        let seen = Seen { stage, effect, answered };
        Struck { about: press.about.clone(), after: delay.as_millis(), seen, again }
    }

    /// Which servers are killed next: the only one; of two the one, the other, both.
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
