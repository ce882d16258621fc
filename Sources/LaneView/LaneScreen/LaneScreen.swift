import LaneCanvas
import ThreadAnalysis
import ThreadTrace
import Themes

/// What the lane screen remembers between frames: which moment it shows and what of the run is in view, which lanes there are to
/// see and which is selected, what of the log and the primitives, and what lies over them.
///
/// A value without any knowledge of the run: trace, status and window come in with each call, and may be others each time.
package struct LaneScreen: Hashable, Sendable {
    /// Where the keys that select go.
    enum Focus: Hashable, Sendable { case lanes, primitives, log }

    package internal(set) var cursor = Cursor.live
    package internal(set) var axis = LaneAxis()
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
    let panels: Panels
    /// An answer to the last action, where it did nothing.
    var notice: String?

    package init(axis unit: AxisUnit = .time, panels: Panels = .all) {
        axis = LaneAxis(unit)
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
    package func action(for key: Key) -> Action? {
        guard isTyping, !isOverlayOpen else { return KeyTable.lanes.action(for: key) }
        if case .character(let character) = key { return .type(character) }
        return KeyTable.typing.action(for: key)
    }

    /// What the mouse wants: in the key bar what the key there does.
    package func action(
        for event: MouseEvent, trace: Trace, status: RunStatus, glyphs: Glyphs, size: Size
    ) -> Action {
        let scene = Scene(
            trace: trace, status: status, cursor: cursor, theme: .plain, glyphs: glyphs)
        let (bar, area) = keyBar(scene, plan(scene, size).layout, size)
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

    /// Brings what the screen remembers of the run up to date. Frames are right without it; with it, called once a frame, the
    /// order of very many lanes is not worked out more often than it changes.
    package mutating func refresh(trace: Trace, status: RunStatus, size: Size) {
        refresh(scene(trace, status, nil, .none), size)
    }

    mutating func refresh(_ scene: Scene, _ size: Size) {
        log.refresh(scene.trace)
        guard roster.isStale(scene) else { return }
        // The height is that of the lanes there were, which scrolling alone depends on.
        roster.refresh(scene, height: plan(scene, size).layout.laneParts.lanes.count)
    }

    func scene(
        _ trace: Trace, _ status: RunStatus, _ analysis: RunAnalysis?, _ sources: SourceListings
    ) -> Scene {
        Scene(
            trace: trace, status: status, analysis: analysis, sources: sources, cursor: cursor, theme: .plain,
            glyphs: .unicode)
    }

    func plan(_ scene: Scene, _ size: Size) -> FramePlan {
        FramePlan(scene, size, laneCount: roster.count(scene.trace), panels: panels, notice: notice)
    }
}
