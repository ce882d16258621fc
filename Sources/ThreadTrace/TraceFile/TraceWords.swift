/// The words of the format: of kinds of events, of activities, levels, kinds of resources and outcomes.
///
/// No word for an event is longer than 8 bytes, so that each fits a number and is found without making a string of it.
enum TraceWords {
    /// Kinds that are written as events, with their words; definitions and the verdict have lines of their own.
    static let kinds: [(word: String, kind: EventKind)] = EventKind.allCases.compactMap { kind in
        switch kind {
        case .defineThread, .defineResource, .verdict, .forgotten: nil
        case .defineValue: ("value", kind)
        default: ("\(kind)", kind)
        }
    }

    /// The word in quotation marks, by the kind's raw value.
    static let quoted: [[UInt8]] = EventKind.allCases.map { kind in
        Array("\"\(kinds.first { $0.kind == kind }?.word ?? "")\"".utf8)
    }

    static let activities = Dictionary(uniqueKeysWithValues: Activity.allCases.map { ("\($0)", $0) })
    static let levels = Dictionary(uniqueKeysWithValues: MessageLevel.allCases.map { ("\($0)", $0) })
    static let resources = Dictionary(uniqueKeysWithValues: ResourceKind.allCases.map { ($0.word, $0) })
    static let outcomes = Dictionary(
        uniqueKeysWithValues: Verdict.Outcome.allCases.map { ($0.word, $0) })

    /// The words of a list, for a message that says what would have been right.
    static func list(_ words: some Sequence<String>) -> String { words.sorted().joined(separator: ", ") }
}

/// Finds the kind for a word packed into a number: a table with open addressing, four times as large as it has entries.
struct KindTable: Sendable {
    private static let bits = 8
    private var slots = [(key: UInt64, kind: EventKind)](repeating: (0, .verdict), count: 1 << bits)

    static let shared = KindTable()

    private init() {
        for (word, kind) in TraceWords.kinds {
            let key = word.utf8.reduce(0) { $0 << 8 | UInt64($1) }
            var slot = Self.slot(key)
            while slots[slot].key != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = (key, kind)
        }
    }

    /// - Parameter key: the word's bytes, the last in the lowest place; 0 for a word that does not fit.
    subscript(key: UInt64) -> EventKind? {
        guard key != 0 else { return nil }
        var slot = Self.slot(key)
        while slots[slot].key != 0 {
            if slots[slot].key == key { return slots[slot].kind }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private static func slot(_ key: UInt64) -> Int {
        Int((key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
    }
}
