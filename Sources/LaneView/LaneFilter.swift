import ThreadTrace

/// Finds lanes by name or state: every word of the text must occur in the thread's name, in the word for what it does, or in the
/// name of what it waits for or holds.
struct LaneFilter {
    private let words: [String]
    private let moment: Trace.Moment
    private let trace: Trace
    /// By resource number: which words its name contains, as bits.
    private var resources: [ResourceID: UInt32] = [:]
    private let activities: [UInt32]

    init(_ text: String, at moment: Trace.Moment, of trace: Trace) {
        // As many as there are bits, which is more than anybody types.
        let words = text.lowercased().split(separator: " ").prefix(32).map(String.init)
        self.words = words
        self.moment = moment
        self.trace = trace
        activities = Activity.allCases.map { Self.bits(words, in: $0.word) }
    }

    mutating func contains(_ thread: ThreadID) -> Bool {
        let state = moment.state(of: thread)
        var found = activities[Int(state.activity.rawValue)]
        if state.isWaiting { found |= bits(of: state.resource) }
        if state.holds != .none { found |= bits(of: state.holds) | Self.bits(words, in: "holds") }
        let all = UInt32.max >> UInt32(32 - words.count)
        if words.isEmpty || found == all { return true }
        return found | Self.bits(words, in: trace[thread]?.name ?? "") == all
    }

    private mutating func bits(of resource: ResourceID) -> UInt32 {
        if let known = resources[resource] { return known }
        let bits = Self.bits(words, in: trace[resource]?.name ?? "")
        resources[resource] = bits
        return bits
    }

    private static func bits(_ words: [String], in text: String) -> UInt32 {
        let text = text.lowercased()
        var bits: UInt32 = 0
        for (index, word) in words.enumerated() where text.contains(word) { bits |= 1 << UInt32(index) }
        return bits
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
