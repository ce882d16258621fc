import ThreadTrace

/// Finds lanes by name or state: every word of the text must occur in the thread's name, in the word for what it does, or in the
/// name of what it waits for or holds. Capital letters of ASCII count as small ones.
struct LaneFilter {
    /// In UTF-8: as such ten thousand names are searched within a frame.
    private let words: [[UInt8]]
    private let moment: Trace.Moment
    private let trace: Trace
    /// By resource number: which words its name contains, as bits.
    private var resources: [ResourceID: UInt32] = [:]
    private let activities: [UInt32]

    init(_ text: String, at moment: Trace.Moment, of trace: Trace) {
        // As many as there are bits, which is more than anybody types.
        let words = text.lowercased().split(separator: " ").prefix(32).map { Array($0.utf8) }
        self.words = words
        self.moment = moment
        self.trace = trace
        activities = Activity.allCases.map { Self.bits(words, in: $0.word) }
    }

    mutating func contains(_ thread: ThreadID) -> Bool {
        if words.isEmpty { return true }
        let state = moment.state(of: thread)
        var found = activities[Int(state.activity.rawValue)]
        if state.isWaiting { found |= bits(of: state.resource) }
        if state.holds != .none { found |= bits(of: state.holds) | Self.bits(words, in: "holds") }
        let all = UInt32.max >> UInt32(32 - words.count)
        if found == all { return true }
        return found | Self.bits(words, in: trace[thread]?.name ?? "") == all
    }

    private mutating func bits(of resource: ResourceID) -> UInt32 {
        if let known = resources[resource] { return known }
        let bits = Self.bits(words, in: trace[resource]?.name ?? "")
        resources[resource] = bits
        return bits
    }

    private static func bits(_ words: [[UInt8]], in text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { text in
            var bits: UInt32 = 0
            for (index, word) in words.enumerated() where contains(word, in: text) {
                bits |= 1 << UInt32(index)
            }
            return bits
        }
    }

    private static func contains(_ word: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard word.count <= text.count else { return false }
        return (0...text.count - word.count).contains { start in
            word.indices.allSatisfy { small(text[start + $0]) == word[$0] }
        }
    }

    private static func small(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}

extension Activity {
    /// The word for it on screen, as long as nothing is known of what it is about.
    fileprivate var word: String {
        switch self {
        case .running: "runs"
        case .waiting: "waits joins"
        case .sleeping: "sleeps"
        case .deadlocked: "deadlocked waits"
        default: "\(self)"
        }
    }
}
