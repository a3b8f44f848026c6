//! The initial yearly/monthly resources of customers.

use crate::world::calendar;
use crate::world::calendar::DAY;
use crate::world::rng::{Rng, Stream};
use crate::world::tenant::catalogue::{Code, DISKS, MACHINES, OTHERS, Product, REGIONS, region};
use crate::world::tenant::period::Period;
use crate::world::tenant::profiles::Profile;
use crate::world::tenant::{Tenant, ids};

/// A seeded resource; later changes are stored separately.
#[derive(Clone, Debug)]
pub struct Resource {
    pub number: u32,
    pub id: String,
    pub name: String,
    pub code: Code,
    /// Its index in [`REGIONS`].
    pub region: u8,
    pub project: String,
    /// The main resource it is attached to; `None` for a main resource.
    pub parent: Option<u32>,
    /// Another main resource that this main resource belongs to (an address and its machine).
    pub related: Option<u32>,
    pub effective: i64,
    /// The last second of its term, 15:59:59Z for seeded ones.
    pub expire: i64,
    /// What happens at expiry (`expire_policy`), 0 to 5.
    pub policy: u8,
    /// The purchased period; automatic renewal repeats it.
    pub period: Period,
}

impl Resource {
    pub fn is_main(&self) -> bool {
        self.parent.is_none()
    }

    /// The main resource: itself, or the one it is attached to.
    pub fn main_number(&self) -> u32 {
        self.parent.unwrap_or(self.number)
    }

    pub fn product(&self) -> &'static Product {
        self.code.product()
    }

    pub fn region_code(&self) -> &'static str {
        region(self.region)
    }
}

/// Largest number of resources of a customer.
const MOST: usize = 30;

struct Generator<'a> {
    rng: Rng,
    tenant: &'a Tenant,
    project: String,
    stem: String,
    fixed: bool,
    resources: Vec<Resource>,
}

impl Tenant {
    /// The yearly/monthly resources of a customer, by number; none before real-name authentication.
    pub fn resources(&self, profile: &Profile) -> Vec<Resource> {
        let mut rng = Rng::new(self.seed, Stream::Resources, u64::from(profile.index));
        let stem = profile.account_name.chars().take(6).collect();
        let project = ids::hex_id(&mut rng);
        let mut generator = Generator {
            rng,
            tenant: self,
            project,
            stem,
            fixed: profile.is_fixture(),
            resources: Vec::new(),
        };
        let groups = match profile.index {
            0..=2 => 11,
            _ if profile.is_fixture() => 4,
            _ if profile.verified != "2" => 0,
            _ => {
                let most = [0, 2, 4, 7, 11][generator.rng.weighted(&[22, 26, 28, 16, 8])];
                if most == 0 { 0 } else { generator.rng.between(1, most) }
            }
        };
        for group in 0..groups {
            if generator.resources.len() + 5 > MOST {
                break;
            }
            // Fixtures start with a machine that expires within a week.
            let soon = profile.is_fixture() && group == 0;
            generator.group(soon);
        }
        generator.resources
    }
}

impl Generator<'_> {
    fn group(&mut self, soon: bool) {
        match if soon { 0 } else { self.rng.weighted(&[50, 14, 36]) } {
            0 => self.machine(soon),
            1 => self.address(None),
            _ => {
                let code = Code::Other(self.rng.below(OTHERS.len() as u32) as u8);
                self.main(code, false, None);
            }
        }
    }

    fn machine(&mut self, soon: bool) {
        let code = Code::Machine(self.rng.below(MACHINES.len() as u32) as u8);
        let main = self.main(code, soon, None);
        for _ in 0..1 + self.rng.below(2) {
            let disk = Code::Disk(self.rng.below(DISKS.len() as u32) as u8);
            self.attach(disk, main);
        }
        if self.rng.chance(40) {
            self.address(Some(main));
        }
    }

    fn address(&mut self, machine: Option<u32>) {
        let main = self.main(Code::Address, false, machine);
        self.attach(Code::Bandwidth, main);
    }

    fn main(&mut self, code: Code, soon: bool, related: Option<u32>) -> u32 {
        let number = self.resources.len() as u32;
        let product = code.product();
        let days = if soon { 5 } else { self.days_left() };
        let period = self.period(product, days);
        let expire = calendar::day_end(self.tenant.day + days * DAY);
        let terms = 1 + i64::from(self.rng.below(3));
        let effective = calendar::add_months(expire, -period.calendar_months() * terms) + 3_600;
        let drawn = [0, 3, 1, 2, 4, 5][self.rng.weighted(&[45, 26, 10, 8, 5, 6])];
        // The used amount of fixtures must not change through automatic renewals in the first days.
        let policy = if soon || (self.fixed && drawn == 3 && days < 20) { 0 } else { drawn };
        let region = related
            .and_then(|machine| self.resources.get(machine as usize))
            .map_or_else(|| self.rng.below(REGIONS.len() as u32) as u8, |machine| machine.region);
        let id = ids::uuid(&mut self.rng);
        let name = self.name(product, number);
        self.resources.push(Resource {
            number,
            id,
            name,
            code,
            region,
            related,
            effective,
            expire,
            policy,
            period,
            project: self.project.clone(),
            parent: None,
        });
        number
    }

    fn attach(&mut self, code: Code, main: u32) {
        let number = self.resources.len() as u32;
        let id = ids::uuid(&mut self.rng);
        let name = self.name(code.product(), number);
        let Some(mut attached) = self.resources.get(main as usize).cloned() else {
            return;
        };
        attached.number = number;
        attached.id = id;
        attached.name = name;
        attached.code = code;
        attached.parent = Some(main);
        attached.related = None;
        self.resources.push(attached);
    }

    /// Days from the start to the expiry; negative in grace and retention.
    fn days_left(&mut self) -> i64 {
        let (low, high) = [(1, 7), (8, 30), (31, 120), (121, 330), (-14, -1), (-29, -16)]
            [self.rng.weighted(&[17, 24, 28, 20, 7, 4])];
        self.rng.between(low, high)
    }

    /// A period long enough to include the start.
    fn period(&mut self, product: &Product, days: i64) -> Period {
        let wide = [Period::years(1), Period::years(1), Period::years(2)];
        if product.yearly_only || days > 170 {
            return *self.rng.pick(&wide);
        }
        let choices: &[Period] = if days > 80 {
            &[Period::months(6), Period::years(1)]
        } else if days > 25 {
            &[Period::months(3), Period::months(6), Period::years(1)]
        } else {
            &[Period::months(1), Period::months(1), Period::months(3), Period::years(1)]
        };
        *self.rng.pick(choices)
    }

    fn name(&mut self, product: &Product, number: u32) -> String {
        let kind = product.service.rsplit('.').next().unwrap_or("res");
        let role = self.rng.pick(&["web", "db", "batch", "edge", "test", "prod", "备份", "cache"]);
        format!("{}-{role}-{kind}-{number:02}", self.stem)
    }
}
