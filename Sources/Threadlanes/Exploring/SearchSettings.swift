import ThreadExplorer

/// How a search is done, as a report keeps it so that it can go on, or be joined with others.
struct SearchSettings: Hashable, Codable {
    enum Strategy: String, CaseIterable, Codable {
        case dpor, random, pct, pos, surw, exhaustive
    }

    enum Clock: String, CaseIterable, Codable {
        case free, virtual
    }

    var strategy = Strategy.dpor
    var runs = 1_000
    var seed: UInt64 = 1
    var depth = Schedule.Strategy.usualDepth
    var bounds = SearchBounds()
    var maxSteps = Explorer.defaultMaxSteps
    var clock = Clock.free
    var allow: [String] = []
    var goesOn = false

    var exploration: Exploration {
        var exploration = Exploration()
        exploration.strategy =
            switch strategy {
            case .dpor: .dpor
            case .random: .random
            case .pct: .pct(depth: depth)
            case .pos: .pos
            case .surw: .surw
            case .exhaustive: .exhaustive
            }
        exploration.runs = runs
        exploration.seed = seed
        exploration.bound = bounds.bound
        exploration.maxSteps = bounds.steps.map { min($0, maxSteps) } ?? maxSteps
        exploration.clock = clock == .free ? .free : .virtual
        exploration.ignored = Set(allow.compactMap(BugKind.init(rawValue:)))
        return exploration
    }
}

/// What a search leaves out on purpose.
struct SearchBounds: Hashable, Codable {
    var preemptions: Int?
    var delays: Int?
    var steps: Int?

    var bound: SearchBound? { preemptions.map(SearchBound.preemptions) ?? delays.map(SearchBound.delays) }

    /// Nil for none.
    var words: String? {
        let parts = [(preemptions, "preemption"), (delays, "delay"), (steps, "step")].compactMap { part in
            part.0.map { counted($0, part.1) }
        }
        return parts.isEmpty ? nil : parts.joined(separator: " and ")
    }
}

/// `1 step`, `2 steps`.
func counted(_ count: Int, _ thing: String) -> String { "\(count) \(thing)\(count == 1 ? "" : "s")" }
