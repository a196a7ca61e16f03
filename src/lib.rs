#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(any(feature = "response", feature = "tonic", feature = "miette"))]
extern crate alloc;

mod answer;
mod call;
mod caller;
mod catalogue;
mod code;
mod convert;
mod domain;
mod hash;
mod lang;
mod lookup;
mod parse;
mod policy;
#[cfg(feature = "response")]
pub mod response;
mod section;
#[cfg(feature = "serde")]
mod serde;
#[cfg(feature = "strum")]
mod strum;
mod text;
mod unknown;
mod vocabulary;

pub use crate::answer::Answer;
pub use crate::call::{Call, Limit};
pub use crate::catalogue::*;
pub use crate::lang::Lang;
pub use crate::parse::ParseCodeError;
pub use crate::policy::{Attempts, Idempotent, Policy, Step};
pub use crate::section::{ParseSectionError, Section};
pub use crate::text::Text;
pub use crate::unknown::UnknownCode;
pub use crate::vocabulary::{Actor, Basis, Category, Retry, Scope, UnknownWord, Vendor};
