import LaneCanvas
import ThreadAnalysis
import ThreadTrace
import Themes

/// What the lane screen remembers between frames: which moment it shows and what of the run is in view, which lanes there are to
/// see and which is selected, what of the log and the primitives, and what lies over them.
///
/// A value without any knowledge of the run: trace, status and window come in with each call, and may be others each time.
package struct LaneScreen: Hashable, Sendable {
    /// What is asked in the last row, and answered with a key.
    enum Question: Hashable, Sendable {
        /// Which run is to be shown again.
        case whichRun
        /// Whether a run that nobody can steer is to be begun anew.
        case anew

        var words: String {
            switch self {
            case .whichRun: " again: "
            case .anew: " the system chooses in this run: "
            }
        }

        var keys: KeyTable {
            switch self {
            case .whichRun: .whichRun
            case .anew: .anew
            }
        }

        func isAnswered(by action: Action) -> Bool {
            switch self {
            case .whichRun: action.subject == .playback
            case .anew: action == .takeWheel
            }
        }
    }

    /// Where the keys that select go.
    enum Focus: Hashable, Sendable { case lanes, primitives, log, code }

    package internal(set) var cursor = Cursor.live
    package internal(set) var axis = LaneAxis()
    /// What the axis counts whatever happens; nil: time, and steps while one steps.
    var axisChoice: AxisUnit?
    /// Whether the whole run is in view.
    var isFitted = false
    /// Whether the selected lane is that of whoever stepped last, while one steps.
    var follows = true
    var progress = ScreenProgress()
    var roster = LaneRoster()
    var log = LogView()
    var focus = Focus.lanes
    /// Whether keys are letters of the lanes' filter.
    package internal(set) var isTyping = false
    var overlays = Overlays()
    var primitives = PrimitiveSelection()
    /// What follows the mouse while its button is held.
    var grip: Grip?
    /// Which panels there are, where there is room for them.
    package internal(set) var panels: Panels
    /// Whether the panel that has the keys has all the room.
    package internal(set) var isMaximised = false
    /// Whether there is nothing but the lanes, for an audience.
    package internal(set) var isPresenting = false
    /// Whether the last row says which keys there are.
    let hasKeyBar: Bool
    /// Whether the past of a run that goes on is being played.
    package internal(set) var playsPast = false
    /// What has been asked in the last row.
    var question: Question?
    var code = CodeScroll()
    /// The ways that the run has gone.
    var branches = Branches()
    /// An answer to the last action, where it did nothing.
    var notice: String?

    /// - Parameters:
    ///   - unit: nil for time, and steps while one steps.
    ///   - lanes: the names of the only threads whose lanes are shown; empty: all.
    package init(
        axis unit: AxisUnit? = nil, panels: Panels = .all, isPresented: Bool = false, hasKeyBar: Bool = true,
        lanes: [String] = []
    ) {
        roster = LaneRoster(only: lanes)
        isPresenting = isPresented
        self.hasKeyBar = hasKeyBar
        axis = LaneAxis(unit ?? .time)
        axisChoice = unit
        self.panels = panels
    }

    /// Whether something lies over the lanes.
    package var isOverlayOpen: Bool { overlays.open != nil }

    /// The thread whose lane is selected; nil while there are none to see.
    package func selectedThread(_ trace: Trace) -> ThreadID? { roster.selectedThread(trace) }

    /// Whether the present is shown, rather than a moment of the past.
    package var isLive: Bool { cursor.isLive }

    /// The position in the trace of the moment that is shown.
    package func position(in trace: Trace) -> Int { cursor.place(in: trace, now: trace.end).position }

    /// What a key means now; nil for none. While the filter is typed every character is text.
    ///
    /// - Parameter isSteered: whether somebody chooses who goes next.
    package func action(for key: Key, isSteered: Bool = false) -> Action? {
        if let question { return question.keys.action(for: key) }
        guard isTyping, !isOverlayOpen else {
            let chooses = isSteered && focus == .lanes && !isOverlayOpen
            let table: KeyTable = overlays.open?.isList == true ? .openBranches : chooses ? .steering : .lanes
            return table.action(for: key) ?? KeyTable.lanes.action(for: key)
        }
        if case .character(let character) = key { return .type(character) }
        return KeyTable.typing.action(for: key)
    }

    /// What the mouse wants: in the key bar what the key there does.
    package func action(
        for event: MouseEvent, trace: Trace, status: RunStatus, analysis: RunAnalysis? = nil,
        glyphs: Glyphs, size: Size
    ) -> Action {
        let scene = Scene(
            trace: trace, status: status, analysis: analysis, cursor: cursor, theme: .plain, glyphs: glyphs)
        let (bar, area) = keyBar(scene, plan(scene, size).layout, size, under: box(scene, size))
        return bar.action(for: event, in: area) ?? .mouse(event)
    }

    /// Numbers of events have fallen by so many, as those of before have been forgotten.
    mutating func forget(_ count: Int, in trace: Trace) {
        let isLost = cursor.forget(count, in: trace)
        if isLost { notice = Self.forgotten(trace) }
        log.forget(count, floor: trace.floor)
    }

    static func forgotten(_ trace: Trace) -> String {
        "events before \(TimeText.clock(trace.beginning.time)) s are no longer kept"
    }

    func scene(
        _ trace: Trace, _ status: RunStatus, _ analysis: RunAnalysis?, _ sources: SourceListings
    ) -> Scene {
        Scene(
            trace: trace, status: status, analysis: analysis, sources: sources, cursor: cursor,
            playsPast: playsPast, theme: .plain, glyphs: .unicode)
    }

    func plan(_ scene: Scene, _ size: Size) -> FramePlan {
        FramePlan(
            scene, size, laneCount: roster.count(scene.trace), needs: progress.needs, panels: shownPanels,
            isPresenting: isPresenting, hasKeyBar: hasKeyBar, notice: notice)
    }
}
