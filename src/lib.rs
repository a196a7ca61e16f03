#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(any(feature = "response", feature = "tonic", feature = "miette"))]
extern crate alloc;

mod actor;
mod basis;
mod category;
mod code;
mod convert;
mod domain;
mod hash;
mod lang;
mod lookup;
mod parse;
#[cfg(feature = "response")]
pub mod response;
mod retry;
mod scope;
mod section;
#[cfg(feature = "serde")]
mod serde;
#[cfg(feature = "strum")]
mod strum;
mod text;
mod unknown;
mod vendor;
mod vocabulary;

#[macro_use]
mod macros;

use crate::code::accessors;

pub use crate::actor::Actor;
pub use crate::basis::Basis;
pub use crate::category::Category;
pub use crate::lang::Lang;
pub use crate::parse::ParseCodeError;
pub use crate::retry::Retry;
pub use crate::scope::Scope;
pub use crate::section::Section;
pub use crate::text::Text;
pub use crate::unknown::UnknownCode;
pub use crate::vendor::Vendor;
pub use crate::vocabulary::UnknownWord;

// The catalogue: `Domain`, `Code`, an enum a domain and the tables behind them. Printed by `codegen` from `data/`,
// made into Rust by `catalogue!` in `src/macros.rs`.
include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));
