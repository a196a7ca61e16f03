//! Words of the catalogue as they are typed: `after-refresh` for `AfterRefresh`, `zego_room` for `zego-room`.

use std::ffi::OsStr;
use std::marker::PhantomData;
use std::str::FromStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command, Error};
use strum::VariantNames;

/// What a text has in letters and digits, in lower case: two texts that agree in it mean the same.
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The parser of a vocabulary, whose words clap names in its own errors.
pub fn words<T: VariantNames>() -> Words<T> {
    Words(PhantomData)
}

#[derive(Clone)]
pub struct Words<T>(PhantomData<T>);

impl<T> TypedValueParser for Words<T>
where
    T: VariantNames + FromStr + Clone + Send + Sync + 'static,
{
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, Error> {
        let given = plain(&value.to_string_lossy());
        let word = T::VARIANTS.iter().find(|word| plain(word) == given);
        match word.and_then(|word| word.parse().ok()) {
            Some(value) => Ok(value),
            // It is none of them, which clap says, with the most similar one.
            None => Err(match PossibleValuesParser::new(T::VARIANTS).parse_ref(command, arg, value) {
                Err(error) => error,
                // Not reached: a word that clap takes was found above.
                Ok(_) => Error::new(clap::error::ErrorKind::InvalidValue).with_cmd(command),
            }),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(T::VARIANTS.iter().map(PossibleValue::new)))
    }
}
