//! Conversions into the error types of the ecosystem, a feature each.

#[cfg(feature = "http")]
mod http;
#[cfg(feature = "miette")]
mod miette;
#[cfg(feature = "tonic")]
mod tonic;
