import LaneCanvas
import ThreadAnalysis
import ThreadTrace
import Themes

/// Everything that a frame of the lane screen is computed from, with the questions that several panels ask of it.
///
/// Immutable. A class, because cell after cell asks it, and a copy of the trace's many arrays for each would cost more than
/// the answer.
final class Scene {
    let trace: Trace
    let status: RunStatus
    let sources: SourceListings
    let theme: Theme
    let glyphs: Glyphs
    let isLive: Bool
    /// Where the cursor stands.
    let place: CursorPlace
    /// The run as it was there: what every panel tells of.
    let moment: Trace.Moment
    /// Whether the past of a run that goes on is being played.
    let playsPast: Bool
    private let knownAnalysis: RunAnalysis?

    /// - Parameter analysis: of this trace, up to now; made from the whole trace, if it is asked for, where there is none.
    init(
        trace: Trace, status: RunStatus, analysis: RunAnalysis? = nil, sources: SourceListings = .none,
        cursor: Cursor = .live, playsPast: Bool = false, theme: Theme, glyphs: Glyphs
    ) {
        self.playsPast = playsPast
        knownAnalysis = analysis
        self.trace = trace
        self.status = status
        self.sources = sources
        self.theme = theme
        self.glyphs = glyphs
        isLive = cursor.isLive
        place = cursor.place(in: trace, now: max(status.now, trace.end))
        moment = trace.moment(at: place.position)
    }

    private(set) lazy var analysis = knownAnalysis ?? RunAnalysis(trace)

    private(set) lazy var findings = listFindings()

    /// Whether all that has happened has been looked at.
    var isLookedThrough: Bool { analysis.findings.count >= trace.count }

    /// The threads of a deadlock's circle, and their places in it, counted from 1: from when it closes, though others go on.
    private(set) lazy var cycle: [ThreadID: Int] = {
        guard moment.hasDeadlock else { return [:] }
        let circle = WaitForGraph(moment).cycle
        guard circle.contains(where: { moment.state(of: $0.thread).activity == .deadlocked }) else {
            return [:]
        }
        let places = circle.enumerated().map { ($0.element.thread, $0.offset + 1) }
        return Dictionary(places, uniquingKeysWith: { first, _ in first })
    }()

    /// How far the run has come. Its clock may be read before the last event arrives.
    var now: Instant { max(status.now, trace.end) }

    /// Whether the run has come to its end, or what is played of it.
    var isOver: Bool { trace.verdict != nil && (!status.isReplay || isAtEnd) }

    /// Whether everything that happened has happened at the moment that is shown.
    var isAtEnd: Bool { moment.position >= trace.count }

    /// Whether the moment that is shown moves on by itself, through what has happened.
    var isPlaying: Bool { !isLive && (status.isReplay ? !status.isPaused : playsPast) }

    /// Whether what came after the moment is not shown: the lanes grow up to it, as those of a run that is on.
    var hidesLater: Bool { isLive || isPlaying }

    func name(of thread: ThreadID) -> String {
        thread == .runtime ? "runtime" : trace[thread]?.name ?? "thread \(thread)"
    }

    /// How a resource looks wherever it is named or waited for.
    func style(of resource: ResourceID) -> Style {
        guard let info = trace[resource] else { return theme[.waiting] }
        if info.kind.isColoured { return theme.lock(info.ordinal) }
        switch info.kind {
        case .thread: return theme[.joining]
        case .future: return theme[.awaiting]
        default: return theme[.waiting]
        }
    }

    /// A hatch in the colour of what is waited for, on the ground of what is held meanwhile.
    func style(waitingFor resource: ResourceID, holding lock: ResourceID) -> Style {
        var style = style(of: resource)
        guard let info = trace[lock], info.kind.isColoured else { return style }
        let ground = theme.lock(info.ordinal).foreground
        if ground == .standard || ground == style.foreground { return style }
        style.background = ground
        return style
    }

    /// Text on the colour of the lock that is held meanwhile, or in `role` when none is.
    func style(_ role: Role, holding lock: ResourceID) -> Style {
        guard let info = trace[lock], info.kind.isColoured else { return theme[role] }
        return theme.onLock(info.ordinal)
    }
}

extension Glyphs {
    /// Text of at most `columns`, whatever it contains and however long it is.
    func fit(_ text: String, _ columns: Int) -> String {
        // No character takes less than a column.
        DisplayText.truncated(String(text.prefix(max(columns, 0) + 1)), to: columns, ellipsis: ellipsis)
    }

    /// A name of at most `columns`: of a longer one what is left out is in its midst, as names that are alike often differ at their ends.
    func fit(name: String, _ columns: Int) -> String {
        let text = DisplayText.escaped(name)
        guard columns >= 8, text.count > columns || DisplayText.width(of: text) > columns else {
            return fit(name, columns)
        }
        let tail = String(text.suffix(min(columns / 3, 6)))
        return fit(String(text.dropLast(tail.count)), columns - DisplayText.width(of: tail)) + tail
    }
}
