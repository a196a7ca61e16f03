//! A backend that calls a vendor and lets the catalogue decide what to do if the vendor reports a failure.
//!
//! `cargo run --example backend` starts it on loopback, next to a vendor that answers from a script, and prints what to
//! try. `service` is the backend; `script` stands in for the vendor.

mod script;
mod service;

use std::net::{Ipv4Addr, SocketAddr};

use rtc_codes::Policy;
use script::Answer::{Gateway, Hang, Number};
use service::Patience;
use std::time::Duration;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();

    let vendor = script::Vendor::start([
        ("busy", vec![Number(206), Number(206), Number(0)]),
        ("stale", vec![Number(100000004), Number(0)]),
        ("gone", vec![Number(104)]),
        ("new", vec![Number(100000099)]),
        ("paced", vec![Number(100012), Number(0)]),
        ("broken", vec![Gateway(502)]),
        ("slow", vec![Hang]),
    ])
    .await?;
    // Any free port if 3000 is taken.
    let ports = [3000, 0].map(|port| SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    let listener = TcpListener::bind(ports.as_slice()).await?;
    print_what_to_try(listener.local_addr()?);
    axum::serve(
        listener,
        service::router(&vendor.url, Patience { policy: Policy::new(), time_out: Duration::from_secs(5) }),
    )
    .await
}

fn print_what_to_try(at: SocketAddr) {
    println!(
        "\
# turned away twice (206), then let in: sent again, later and slower
curl -i http://{at}/rooms/busy/users
# an expired signature (100000004): signed anew, sent once more
curl -i http://{at}/rooms/stale/users
# no such room (104): told at once, in the language asked for
curl -i http://{at}/rooms/gone/messages -d hello -H 'Accept-Language: zh, en;q=0.5'
# a number that nobody has listed
curl -i http://{at}/rooms/new/users
# a room created too soon (100012): never again within the documented second
curl -i -X PUT http://{at}/rooms/paced
# a gateway's HTML page; no answer at all
curl -i http://{at}/rooms/broken/users
curl -i http://{at}/rooms/slow/users
# what has been counted
curl http://{at}/metrics
"
    );
}
