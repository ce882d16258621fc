import LaneView

/// What a frame of 200×60 with 1,000 lanes costs: drawn, and compared with the one before it.
///
/// The view follows the live edge: 138 columns of 100 ms, beside each of the visible lanes.
func frameBenchmarks() {
    let figures = [Figure("of 1,000,000 events", "µs", aim: 2_000), Figure("of 1,000 events", "µs")]
    claim(
        "Frame with 1,000 events in view, and none or a thousand times as many before them",
        figures + [Figure("1,000,000 against 1,000", "%", aim: 200)]
    ) { FrameSequence.compare(.longQuiet, .quiet) }
    claim(
        "Frame with 1,000,000 or 1,000 events in view",
        figures + [Figure("1,000,000 against 1,000", "%")]
    ) { FrameSequence.compare(.busy, .quiet) }
}

/// The same of very many threads and of a very long run, live and looking back: none may take as long as a frame lasts.
func historyBenchmarks() {
    claim("Frame with 10,000 lanes, 1,000,000 events", samples: 10, Viewing.figures) { Viewing.costs(.crowd) }
    claim("Frame with 1,000 lanes, 10,000,000 events", samples: 10, Viewing.figures) { Viewing.costs(.epic) }
}

extension FrameSequence {
    fileprivate static let quiet = FrameSequence(events: 1_000, interval: .milliseconds(13))
    fileprivate static let longQuiet = FrameSequence(events: 1_000_000, interval: .milliseconds(13))
    fileprivate static let busy = FrameSequence(events: 1_000_000, interval: .microseconds(13))
    fileprivate static let crowd = FrameSequence(
        events: 1_000_000, lanes: 10_000, interval: .microseconds(13))
    fileprivate static let epic = FrameSequence(events: 10_000_000, interval: .microseconds(13))
}

/// What the user looks at, and how.
private enum Viewing: String, CaseIterable {
    case live = "live"
    case scrubbing = "scrubbing"
    case zoomedOut = "scrubbing, a second a column"
    case steps = "scrubbing through steps"
    case sorted = "scrubbing, lanes sorted by waiting"
    case filtered = "scrubbing, lanes filtered by state"
    case details = "scrubbing, details open"
    case waits = "scrubbing, waits open"
    case contention = "scrubbing, contention open"

    static let figures = allCases.map { Figure($0.rawValue, "µs", aim: 4_000) }

    static func costs(_ frames: FrameSequence) -> [Double] {
        allCases.map { frames.cost(after: $0.preparation, doing: $0.action) }
    }

    private var action: Action? { self == .live ? nil : .scrubLeft }

    private var preparation: [Action] {
        switch self {
        case .live, .scrubbing: []
        case .zoomedOut: [.zoomOut, .zoomOut, .zoomOut]
        case .steps: [.switchAxis]
        case .sorted: [.sort, .sort, .sort]
        case .filtered: [.filter] + "waits lock".map(Action.type) + [.choose]
        case .details: [.choose]
        case .waits: [.showWaits]
        case .contention: [.showContention]
        }
    }
}
