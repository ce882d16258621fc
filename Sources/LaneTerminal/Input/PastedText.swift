/// What a terminal sends between the markers of a bracketed paste: text, whatever it looks like.
struct PastedText: Hashable {
    static let beginning = Array("\u{1B}[200~".utf8)
    private static let ending = Array("\u{1B}[201~".utf8)
    /// Nobody means to type more.
    private static let limit = 4096

    private var bytes: [UInt8] = []

    /// - Returns: the whole text, once its end has come: of a very long one the beginning.
    mutating func take(_ byte: UInt8) -> String? {
        bytes.append(byte)
        guard byte == Self.ending.last, bytes.suffix(Self.ending.count) == Self.ending[...] else {
            // The end is still to be known by its last bytes.
            let tail = Self.ending.count
            if bytes.count > Self.limit + tail { bytes.removeSubrange(Self.limit..<bytes.count - tail) }
            return nil
        }
        return String(decoding: bytes.dropLast(Self.ending.count).prefix(Self.limit), as: UTF8.self)
    }
}
