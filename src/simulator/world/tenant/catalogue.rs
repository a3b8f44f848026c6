//! The products: services, resource types, specifications, prices. Prices are invented, codes are
//! plausible (`hws.service.type.*`, `hws.resource.type.*`).

use crate::world::language::Language;
use crate::world::money::Cents;
use crate::world::tenant::period::Period;

/// One product. Codes are those of the vendor's lists (`hws.service.type.*`), prices are invented.
pub struct Product {
    pub service: &'static str,
    service_en: &'static str,
    service_zh: &'static str,
    pub resource: &'static str,
    resource_en: &'static str,
    resource_zh: &'static str,
    pub spec: &'static str,
    spec_en: &'static str,
    spec_zh: &'static str,
    pub product_id: &'static str,
    /// List price of one month, in cents.
    pub monthly: Cents,
    /// Sold only yearly.
    pub yearly_only: bool,
    /// A trial, which cannot be renewed.
    pub trial: bool,
}

impl Product {
    pub fn service_name(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.service_en,
            Language::Chinese => self.service_zh,
        }
    }

    pub fn resource_name(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.resource_en,
            Language::Chinese => self.resource_zh,
        }
    }

    pub fn spec_text(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.spec_en,
            Language::Chinese => self.spec_zh,
        }
    }

    /// A package of usage, bought for a term.
    pub fn is_package(&self) -> bool {
        self.resource.starts_with("hws.resource.type.pkg.")
    }

    /// List price of a period, in cents of [`CURRENCY`](crate::world::money::CURRENCY); a year costs
    /// ten months.
    pub fn list_price(&self, period: Period) -> Cents {
        self.monthly * period.charged_months()
    }
}

macro_rules! product {
    ($s:literal $se:literal $sz:literal, $r:literal $re:literal $rz:literal, $spec:literal $de:literal $dz:literal, $id:literal, $price:literal) => {
        product!($s $se $sz, $r $re $rz, $spec $de $dz, $id, $price, false, false)
    };
    ($s:literal $se:literal $sz:literal, $r:literal $re:literal $rz:literal, $spec:literal $de:literal $dz:literal, $id:literal, $price:literal, $yearly:literal, $trial:literal) => {
        Product { service: $s, service_en: $se, service_zh: $sz, resource: $r, resource_en: $re, resource_zh: $rz,
            spec: $spec, spec_en: $de, spec_zh: $dz, product_id: $id, monthly: $price, yearly_only: $yearly, trial: $trial }
    };
}

/// Virtual machines, the main resources that disks are attached to.
pub const MACHINES: &[Product] = &[
    product!("hws.service.type.ec2" "Elastic Cloud Server" "弹性云服务器", "hws.resource.type.vm" "Cloud Host" "云主机",
        "s6.large.2.linux" "General Computing | s6.large.2 | 2 vCPUs | 4 GB" "通用计算型|s6.large.2|2核|4GB", "00301-110101-0--0", 3_312),
    product!("hws.service.type.ec2" "Elastic Cloud Server" "弹性云服务器", "hws.resource.type.vm" "Cloud Host" "云主机",
        "s6.xlarge.4.linux" "General Computing | s6.xlarge.4 | 4 vCPUs | 16 GB" "通用计算型|s6.xlarge.4|4核|16GB", "00301-110102-0--0", 10_845),
    product!("hws.service.type.ec2" "Elastic Cloud Server" "弹性云服务器", "hws.resource.type.vm" "Cloud Host" "云主机",
        "c7.2xlarge.2.linux" "Computing-plus | c7.2xlarge.2 | 8 vCPUs | 16 GB" "通用计算增强型|c7.2xlarge.2|8核|16GB", "00301-110103-0--0", 19_760),
    product!("hws.service.type.ec2" "Elastic Cloud Server" "弹性云服务器", "hws.resource.type.vm" "Cloud Host" "云主机",
        "m7.4xlarge.8.win" "Memory-optimised | m7.4xlarge.8 | 16 vCPUs | 128 GB" "内存优化型|m7.4xlarge.8|16核|128GB", "00301-110104-0--0", 88_439),
];

/// Disks, attached to machines.
pub const DISKS: &[Product] = &[
    product!("hws.service.type.ebs" "Elastic Volume Service" "云硬盘", "hws.resource.type.volume" "Disk" "磁盘",
        "SAS" "High I/O | 40 GB" "高IO|40GB", "00301-120101-0--0", 224),
    product!("hws.service.type.ebs" "Elastic Volume Service" "云硬盘", "hws.resource.type.volume" "Disk" "磁盘",
        "GPSSD" "General Purpose SSD | 200 GB" "通用型SSD|200GB", "00301-120102-0--0", 2_100),
    product!("hws.service.type.ebs" "Elastic Volume Service" "云硬盘", "hws.resource.type.volume" "Disk" "磁盘",
        "SSD" "Ultra-high I/O | 500 GB" "超高IO|500GB", "00301-120103-0--0", 7_175),
];

/// Addresses, main resources with a bandwidth attached.
pub const ADDRESS: &Product = &product!("hws.service.type.vpc" "Virtual Private Cloud" "虚拟私有云", "hws.resource.type.ip" "Elastic IP" "弹性公网IP",
    "5_bgp" "Dynamic BGP" "全动态BGP", "00301-130101-0--0", 288);
pub const BANDWIDTH: &Product = &product!("hws.service.type.vpc" "Virtual Private Cloud" "虚拟私有云", "hws.resource.type.bandwidth" "Bandwidth" "带宽",
    "19_bgp" "Dedicated bandwidth | 10 Mbit/s" "独享带宽|10Mbit/s", "00301-130102-0--0", 8_999);

/// Main resources without attached ones.
pub const OTHERS: &[Product] = &[
    product!("hws.service.type.rds" "Relational Database Service" "云数据库 RDS", "hws.resource.type.rds.vm" "RDS Instance" "RDS实例",
        "rds.mysql.n1.large.2.ha" "MySQL | primary/standby | 2 vCPUs | 4 GB" "MySQL|主备|2核|4GB", "00301-140101-0--0", 12_640),
    product!("hws.service.type.rds" "Relational Database Service" "云数据库 RDS", "hws.resource.type.rds.vm" "RDS Instance" "RDS实例",
        "rds.pg.n1.2xlarge.4" "PostgreSQL | single | 8 vCPUs | 32 GB" "PostgreSQL|单机|8核|32GB", "00301-140102-0--0", 40_218),
    product!("hws.service.type.dcs" "Distributed Cache Service" "分布式缓存服务", "hws.resource.type.dcs3" "DCS Instance" "DCS实例",
        "redis.ha.xu1.large.r2.4" "Redis 6.0 | primary/standby | 4 GB" "Redis 6.0|主备|4GB", "00301-150101-0--0", 5_830),
    product!("hws.service.type.obs" "Object Storage Service" "对象存储服务", "hws.resource.type.pkg.obs" "OBS Package" "OBS资源包",
        "obs_standard_storage_1tb" "Standard storage package | 1 TB" "标准存储包|1TB", "00301-160101-0--0", 1_990, true, false),
    product!("hws.service.type.cbr" "Cloud Backup and Recovery" "云备份", "hws.resource.type.cbr" "Backup Vault" "存储库",
        "vault.backup.server.normal" "Server backup vault | 500 GB" "云服务器备份存储库|500GB", "00301-170101-0--0", 2_450),
    product!("hws.service.type.waf" "Web Application Firewall" "Web应用防火墙", "hws.resource.type.waf" "WAF Edition" "WAF版本",
        "waf.professional" "Professional edition" "专业版", "00301-180101-0--0", 61_500),
    product!("hws.service.type.cce" "Cloud Container Engine" "云容器引擎", "hws.resource.type.cce.cluster" "CCE Cluster" "CCE集群",
        "cce.s2.small" "Cluster of up to 50 nodes | high availability" "50节点|高可用", "00301-190101-0--0", 19_400),
    product!("hws.service.type.hss" "Host Security Service" "主机安全", "hws.resource.type.hss" "HSS Quota" "HSS配额",
        "hss.version.trial" "Trial quota" "试用配额", "00301-200101-0--0", 0, false, true),
];

/// Services that are not sold yearly/monthly here; they are in the lists of services.
pub const FURTHER: &[Product] = &[
    product!("hws.service.type.elb" "Elastic Load Balance" "弹性负载均衡", "hws.resource.type.elbv3" "Load Balancer" "负载均衡器",
        "elbv3.basic.1az" "Application load balancer" "应用型负载均衡", "00301-210101-0--0", 4_150),
    product!("hws.service.type.nat" "NAT Gateway" "NAT网关", "hws.resource.type.nat" "Public NAT Gateway" "公网NAT网关",
        "nat.small" "Small" "小型", "00301-220101-0--0", 3_020),
    product!("hws.service.type.sfs" "Scalable File Service" "弹性文件服务", "hws.resource.type.sfsturbo" "SFS Turbo" "SFS Turbo",
        "sfs.turbo.standard" "Standard | 500 GB" "标准型|500GB", "00301-230101-0--0", 5_600),
    product!("hws.service.type.cdn" "Content Delivery Network" "内容分发网络", "hws.resource.type.cdn" "CDN Domain Name" "CDN域名",
        "cdn.flow" "Traffic" "流量", "00301-240101-0--0", 1_180),
    product!("hws.service.type.obs" "Object Storage Service" "对象存储服务", "hws.resource.type.obs" "OBS Bucket" "OBS桶",
        "obs.standard" "Standard storage" "标准存储", "00301-160201-0--0", 230),
];

/// Packages of usage, bought for a year or given; listed as packages, not as resources.
pub const PACKAGES: &[Product] = &[
    product!("hws.service.type.obs" "Object Storage Service" "对象存储服务", "hws.resource.type.obs" "OBS Bucket" "OBS桶",
        "obs.package.1tb" "OBS package | 1 TB standard storage, requests" "OBS资源包|1TB标准存储|请求", "00301-510101-0--0", 2_120, true, false),
    product!("hws.service.type.cdn" "Content Delivery Network" "内容分发网络", "hws.resource.type.cdn" "CDN Domain Name" "CDN域名",
        "cdn.package.500gb" "CDN traffic package | 500 GB" "CDN流量包|500GB", "00301-520101-0--0", 1_640, true, false),
    product!("hws.service.type.ec2" "Elastic Cloud Server" "弹性云服务器", "hws.resource.type.vm" "Cloud Host" "云主机",
        "ecs.package.750h" "ECS package | 750 hours" "云服务器套餐包|750小时", "00301-530101-0--0", 0, true, false),
];

/// The part of a savings plan that is paid upfront.
pub const SAVINGS_PLAN: &Product = &product!("hws.service.type.savingsplans" "Savings Plans" "节省计划", "hws.resource.type.savingsplan" "Savings Plan" "节省计划",
    "compute.1y.partial" "Compute savings plan | 1 year | partial upfront" "计算节省计划|1年|部分预付", "00301-250101-0--0", 6_240, true, false);

/// Goods of KooGallery, the vendor's marketplace, that the partner resells.
pub const GOODS: &Product = &product!("hws.service.type.marketplace" "KooGallery" "云商店", "hws.resource.type.marketplace.saas" "SaaS Product" "SaaS商品",
    "koogallery.mail.50" "Mail gateway | 50 mailboxes" "邮件网关|50个邮箱", "00301-260101-0--0", 4_930, true, false);

/// The position of a product, in a form for stored orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Code {
    Machine(u8),
    Disk(u8),
    Address,
    Bandwidth,
    Other(u8),
    Package(u8),
    SavingsPlan,
    Goods,
}

impl Code {
    pub fn product(self) -> &'static Product {
        match self {
            Self::Machine(index) => MACHINES.get(usize::from(index)).unwrap_or(&MACHINES[0]),
            Self::Disk(index) => DISKS.get(usize::from(index)).unwrap_or(&DISKS[0]),
            Self::Address => ADDRESS,
            Self::Bandwidth => BANDWIDTH,
            Self::Other(index) => OTHERS.get(usize::from(index)).unwrap_or(&OTHERS[0]),
            Self::Package(index) => PACKAGES.get(usize::from(index)).unwrap_or(&PACKAGES[0]),
            Self::SavingsPlan => SAVINGS_PLAN,
            Self::Goods => GOODS,
        }
    }
}

pub const REGIONS: &[&str] = &[
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "la-south-2",
    "la-north-2",
    "sa-brazil-1",
    "na-mexico-1",
    "af-south-1",
    "af-north-1",
    "tr-west-1",
    "me-east-1",
];

/// The code of a region by its index in [`REGIONS`]; an unknown index is treated as the first.
pub fn region(place: u8) -> &'static str {
    REGIONS.get(usize::from(place)).unwrap_or(&REGIONS[0])
}
