// What random tests draw from: the same numbers for the same seed, on every machine.
@_exported import struct ThreadModel.SplitMix64
