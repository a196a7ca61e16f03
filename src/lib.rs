//! What the error numbers of ZEGOCLOUD and Tencent RTC mean, what to do, who must do it and whether to try again.
//!
//! Vendors answer with integers. The same integer means different things in different interfaces, so a look-up needs the
//! [`Domain`] too: it answers with one probe of one perfect-hash table, without allocation, in `no_std` and in `const fn`.
//!
//! The [README](https://docs.rs/crate/rtc-codes/latest) has the command, a backend to copy from, where the tables come
//! from, what is measured and what counts as a breaking change.
//!
#![doc = include_str!("front.md")]
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

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

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
