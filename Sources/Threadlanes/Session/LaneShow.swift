import LaneCanvas
import LaneView
import ThreadAnalysis
import ThreadTrace
import Themes

/// A run, or a trace of one, as lanes: what is known of it, what is shown of that, and what keys and the mouse do.
///
/// Knows no terminal. Who has one, or pretends to, hands over what happens and asks for frames.
struct LaneShow {
    /// What a key wants of whoever shows the lanes.
    enum Wish {
        case changeTheme(by: Int), chooseTheme
        case record, save
        case restart, back, quit
    }

    let feed: any LaneFeed
    private(set) var trace = Trace()
    /// What the user is to be told about the last key.
    var notice: String?
    private var screen: LaneScreen
    private var analysis = RunAnalysis()
    private let canGoBack: Bool
    private let ownSources: [String: String]
    private var sources: SourceListings
    private var listingCount = 0

    /// - Parameter sources: texts for the code panel, by file; those that come with the events win.
    init(
        _ feed: any LaneFeed, axis: AxisUnit, panels: Panels = .all, sources: [String: String],
        canGoBack: Bool = false
    ) {
        self.feed = feed
        self.canGoBack = canGoBack
        ownSources = sources
        self.sources = SourceListings(sources)
        screen = LaneScreen(axis: axis, panels: panels)
    }

    /// Whether something on the screen changes although nothing happens.
    var isMoving: Bool { feed.isMoving(isLive: screen.isLive, isOver: trace.verdict != nil) }

    /// Takes in what has happened.
    ///
    /// - Returns: the news.
    mutating func takeNews() -> EventBatch {
        let batch = feed.take()
        guard !batch.isEmpty else { return batch }
        trace.append(batch)
        analysis.fold(trace)
        let listings = feed.listings
        if listings.count != listingCount {
            listingCount = listings.count
            sources = SourceListings(ownSources.merging(listings) { $1 })
        }
        return batch
    }

    /// So much real time has gone by.
    mutating func elapse(_ time: Duration) { feed.elapse(time, &screen, trace) }

    /// To the start of the trace.
    mutating func rewind() { screen.rewind(trace: trace) }

    /// - Returns: whether there is a lane of this name.
    mutating func select(threadNamed name: String, size: Size) -> Bool {
        screen.select(threadNamed: name, trace: trace, status: status(nil), size: size)
    }

    mutating func frame(
        _ theme: Theme, _ glyphs: Glyphs, _ size: Size, recording: Recording?
    ) -> Frame {
        let status = status(recording)
        screen.refresh(trace: trace, status: status, size: size)
        return screen.frame(
            trace: trace, status: status, analysis: analysis, sources: sources, theme: theme, glyphs: glyphs,
            size: size)
    }

    mutating func press(_ key: Key, size: Size) throws -> Wish? {
        guard let action = screen.action(for: key) else { return nil }
        return try apply(action, size)
    }

    mutating func take(_ event: MouseEvent, size: Size) throws -> Wish? { try apply(.mouse(event), size) }

    private func status(_ recording: Recording?) -> RunStatus {
        var status = feed.status(selected: screen.selectedThread(trace))
        status.canGoBack = canGoBack
        status.notice = notice
        status.recording = recording
        return status
    }

    private mutating func apply(_ action: Action, _ size: Size) throws -> Wish? {
        notice = nil
        guard
            let command = screen.apply(
                action, trace: trace, status: status(nil), analysis: analysis, sources: sources, size: size)
        else {
            let wantsMore = action == .togglePause || action == .step || action == .stepThread
            if wantsMore, trace.verdict != nil, screen.isLive {
                notice = "the run is over: R \(status(nil).isReplay ? "plays" : "runs") it again"
            }
            return nil
        }
        switch command {
        case .pause, .resume, .step, .stepThread, .setSpeed: notice = try feed.carryOut(command, trace)
        case .restart: return .restart
        case .nextTheme: return .changeTheme(by: 1)
        case .previousTheme: return .changeTheme(by: -1)
        case .chooseTheme: return .chooseTheme
        case .record: return .record
        case .save: return .save
        case .back: return .back
        case .quit: return .quit
        case .run: break
        }
        return nil
    }

    /// The same once more, from its start.
    mutating func restart() throws {
        notice = try feed.carryOut(.restart, trace)
        trace = Trace()
        analysis = RunAnalysis()
    }
}
