/// Parts as JSON has them: a tree's by the text of its position, `1 1 2/1,3! 1+2`, where 1 and 3 have been tried instead of 2, and all others are
/// tried by somebody else, and 2 is still to be tried instead of the last 1; lots as an object.
extension Part: Codable {
    package init(from decoder: any Decoder) throws {
        if let lots = try? Lots(from: decoder) {
            self = .lots(lots)
            return
        }
        let container = try decoder.singleValueContainer()
        guard let position = try Position(text: container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no position")
        }
        self = .tree(position)
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .lots(let lots): try lots.encode(to: encoder)
        case .tree(let position):
            var container = encoder.singleValueContainer()
            try container.encode(position.text)
        }
    }
}

extension Position {
    var text: String {
        places.map { place in
            "\(place.thread)" + Self.list("/", place.done) + Self.list("+", place.pending)
                + (place.isClosed ? "!" : "")
        }.joined(separator: " ")
    }

    private static func list(_ sign: String, _ threads: [UInt32]) -> String {
        threads.isEmpty ? "" : sign + threads.map(String.init).joined(separator: ",")
    }

    /// Nil for what is no position.
    init?(text: String) {
        for word in text.split(separator: " ") {
            guard let match = word.wholeMatch(of: /(\d+)(?:\/([\d,]+))?(?:\+([\d,]+))?(!?)/),
                let thread = UInt32(match.1), let done = Self.threads(match.2),
                let pending = Self.threads(match.3)
            else { return nil }
            places.append(
                Place(thread: thread, done: done, pending: pending, isClosed: !match.4.isEmpty))
        }
    }

    private static func threads(_ text: Substring?) -> [UInt32]? {
        let words = text?.split(separator: ",", omittingEmptySubsequences: false) ?? []
        let numbers = words.compactMap { UInt32($0) }
        return numbers.count == words.count ? numbers : nil
    }
}
