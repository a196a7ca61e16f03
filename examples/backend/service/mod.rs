//! A caller's request in, one call of the vendor, its result or a problem out. `tests/backend.rs` compiles it too.

mod call;
mod language;
mod problem;
mod vendor;

use std::sync::{Arc, LazyLock};

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Value, json};

use self::call::Operation;
use self::problem::Problem;
use self::vendor::Vendor;

pub use self::vendor::Patience;

/// The backend's routes, with the address of the vendor that it calls.
pub fn router(vendor: &str, patience: Patience) -> Router {
    LazyLock::force(&METRICS);
    Router::new()
        .route("/rooms/{room}/users", get(count_users))
        .route("/rooms/{room}/messages", post(send_message))
        .route("/rooms/{room}", put(create_room))
        .with_state(Arc::new(Vendor::new(vendor, patience)))
        .route("/metrics", get(async || METRICS.render()))
}

/// The recorder of the whole process: what `metrics::counter!` counts into.
static METRICS: LazyLock<PrometheusHandle> =
    LazyLock::new(|| PrometheusBuilder::new().install_recorder().expect("the process has no other recorder"));

async fn count_users(
    State(vendor): State<Arc<Vendor>>,
    Path(room): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Value>, Problem> {
    let operation = Operation::DescribeUserNum { room: &room };
    let counts: UserCounts = ask(&vendor, &operation, &headers).await?;
    let users: u64 = counts.rooms.iter().map(|room| room.users).sum();
    Ok(Json(json!({ "users": users })))
}

async fn send_message(
    State(vendor): State<Arc<Vendor>>,
    Path(room): Path<String>,
    headers: HeaderMap,
    text: String,
) -> Result<Json<Value>, Problem> {
    let operation = Operation::SendBroadcastMessage { room: &room, text: &text };
    let sent: Sent = ask(&vendor, &operation, &headers).await?;
    Ok(Json(json!({ "message": sent.id })))
}

async fn create_room(
    State(vendor): State<Arc<Vendor>>,
    Path(room): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    let operation = Operation::CreateRoom { room: &room };
    let _: IgnoredAny = ask(&vendor, &operation, &headers).await?;
    Ok(StatusCode::CREATED)
}

async fn ask<T: DeserializeOwned + Default>(
    vendor: &Vendor,
    operation: &Operation<'_>,
    headers: &HeaderMap,
) -> Result<T, Problem> {
    vendor.perform(operation).await.map_err(|error| {
        tracing::warn!(%error, "telling the caller");
        Problem::new(&error, language::of(headers))
    })
}

#[derive(Default, Deserialize)]
struct UserCounts {
    #[serde(rename = "UserCountList")]
    rooms: Vec<UserCount>,
}

#[derive(Deserialize)]
struct UserCount {
    #[serde(rename = "UserCount")]
    users: u64,
}

#[derive(Default, Deserialize)]
struct Sent {
    #[serde(rename = "MessageId")]
    id: u64,
}
