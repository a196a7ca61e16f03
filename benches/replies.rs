//! Times `response::parse` against `serde_json` on the same body and the same data, a short one and one of 100 kB.

mod cpu_time;

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput};
use rtc_codes::{Domain, response};
use serde::Deserialize;

use crate::cpu_time::CpuTime;

fn main() {
    let mut criterion = Criterion::default()
        .with_measurement(CpuTime)
        .sample_size(50)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    let zego = |users: usize| {
        let data = format!(r#"{{"Users":[{}]}}"#, users_of(users));
        format!(r#"{{"Code":0,"Data":{data},"Message":"success","RequestId":"2237080460466033406"}}"#)
    };
    let trtc = |users: usize| {
        let users = users_of(users);
        format!(r#"{{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"RequestId":"Id-1","Users":[{users}]}}"#)
    };
    for (group, body) in [("reply, short", zego(1)), ("reply, 100 kB", zego(1400))] {
        compare::<ZegoReply, Users>(&mut criterion, group, Domain::ZegoRoom, &body);
    }
    for (group, body) in [("whole reply, short", trtc(1)), ("whole reply, 100 kB", trtc(1400))] {
        compare::<TrtcReply, Users>(&mut criterion, group, Domain::TrtcRest, &body);
    }
    criterion.final_summary();
}

fn compare<Plain, Data>(criterion: &mut Criterion<CpuTime>, group: &str, domain: Domain, body: &str)
where
    Plain: for<'a> Deserialize<'a>,
    Data: for<'a> Deserialize<'a>,
{
    let mut group = criterion.benchmark_group(group);
    group.throughput(Throughput::Elements(1));
    group.bench_function("response::parse", |bencher| {
        bencher.iter(|| response::parse::<Data>(domain, black_box(body.as_bytes())).expect("a success"));
    });
    group.bench_function("serde_json::from_slice", |bencher| {
        bencher.iter(|| serde_json::from_slice::<Plain>(black_box(body.as_bytes())).expect("a reply"));
    });
    group.finish();
}

/// Users as in a room's list, about 70 bytes each.
fn users_of(count: usize) -> String {
    let users = (0..count).map(|n| format!(r#"{{"UserId":"user-{n:06}","UserName":"用户 {n}","Role":2,"Login":{n}}}"#));
    users.collect::<Vec<_>>().join(",")
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "only the time of reading counts")]
struct Users {
    users: Vec<User>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "only the time of reading counts")]
struct User {
    #[serde(rename = "UserId")]
    id: String,
    #[serde(rename = "UserName")]
    name: String,
    role: u8,
    login: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "only the time of reading counts")]
struct ZegoReply {
    code: i64,
    data: Users,
    message: String,
    request_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "only the time of reading counts")]
struct TrtcReply {
    action_status: String,
    error_info: String,
    error_code: i64,
    request_id: String,
    users: Vec<User>,
}
