//! A short name for some bytes: the same bytes have the same.

/// The fingerprint of some bytes, in 16 hexadecimal digits.
pub fn fingerprint(bytes: impl IntoIterator<Item = u8>) -> String {
    // FNV-1a, because it has to be the same in every version of this program and nobody attacks it.
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    format!("{:016x}", bytes.into_iter().fold(0xcbf2_9ce4_8422_2325_u64, step))
}
