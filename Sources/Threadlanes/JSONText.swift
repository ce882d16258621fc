import FoundationEssentials

extension String {
    /// What tools read: an object or an array, its keys in order, and a line feed.
    init(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        self = String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
