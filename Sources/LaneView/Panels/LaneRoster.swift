import ThreadTrace
import Themes

/// Which lanes there are to see, in which order, which one is selected and which are in view.
///
/// As long as nothing is filtered, sorted or folded that is all threads in order of creation, and nothing has to be known of
/// them. Otherwise the lanes are worked out anew when the run has moved on: at once when there are few or when it stands, and
/// with very many threads only after a good part of them have done something, so that the work stays small beside what happens.
package struct LaneRoster: Hashable, Sendable {
    /// What a list of lanes was worked out from.
    private struct Basis: Hashable {
        let position: Int
        let threads: Int
        let end: Instant

        init(_ scene: Scene) {
            position = scene.place.position
            threads = scene.trace.threadCount
            end = scene.trace.end
        }
    }

    private static let fewThreads = 512

    private(set) var order = LaneOrder.creation
    private(set) var foldsDone = false
    package private(set) var filter = ""
    /// The names of the only threads that are shown; empty: all.
    private let names: Set<String>
    private var rows = RowList()
    /// nil: all threads, in order of creation.
    private var lanes: [ThreadID]?
    private var basis: Basis?
    /// The thread that somebody selected, or that was followed; nil: whichever stands in the first row.
    private var selected: ThreadID?

    package init(only names: [String] = []) { self.names = Set(names) }

    var isPlain: Bool { names.isEmpty && order == .creation && !foldsDone && filter.isEmpty }

    func count(_ trace: Trace) -> Int { lanes?.count ?? trace.threadCount }

    /// The thread of a row; nil where there is none.
    subscript(row: Int, trace: Trace) -> ThreadID? {
        guard row >= 0, row < count(trace) else { return nil }
        return lanes?[row] ?? ThreadID(UInt32(row + 1))
    }

    /// Whether a thread has a lane, in view or not.
    func shows(_ thread: ThreadID, _ trace: Trace) -> Bool {
        lanes?.contains(thread) ?? (thread.number <= trace.threadCount)
    }

    func selectedRow(_ trace: Trace) -> Int { rows.index(of: count(trace)) }

    func selectedThread(_ trace: Trace) -> ThreadID? { self[selectedRow(trace), trace] }

    func visible(_ trace: Trace, height: Int) -> Range<Int> { rows.visible(count(trace), height: height) }

    /// The threads in view.
    func threadsInView(_ trace: Trace, height: Int) -> [ThreadID] {
        visible(trace, height: height).compactMap { self[$0, trace] }
    }

    mutating func select(_ row: Int, _ trace: Trace, height: Int) {
        rows.select(row, of: count(trace), height: height)
        selected = selectedThread(trace)
    }

    /// Selects a thread's lane before anything has been shown, of all lanes in order of creation.
    mutating func begin(with thread: ThreadID, _ trace: Trace) {
        guard isPlain, thread != .runtime else { return }
        select(Int(thread.number) - 1, trace, height: 1)
    }

    mutating func move(by distance: Int, _ trace: Trace, height: Int) {
        select(selectedRow(trace) + distance, trace, height: height)
    }

    mutating func scroll(by distance: Int, _ trace: Trace, height: Int) {
        rows.scroll(by: distance, of: count(trace), height: height)
        selected = selectedThread(trace)
    }

    /// Selects the lane of a thread, which a filter or a fold may hide: then they go. The order stays.
    mutating func show(_ thread: ThreadID, _ scene: Scene, height: Int) {
        guard names.isEmpty || scene.trace[thread].map({ names.contains($0.name) }) == true else { return }
        if let lanes, !lanes.contains(thread) {
            change {
                $0.filter = ""; $0.foldsDone = false
            }
        }
        selected = thread
        refresh(scene, height: height)
    }

    mutating func cycleOrder() { change { $0.order = $0.order.next } }
    mutating func toggleFold() { change { $0.foldsDone.toggle() } }
    mutating func setFilter(_ text: String) { change { $0.filter = text } }

    private mutating func change(_ body: (inout LaneRoster) -> Void) {
        body(&self)
        basis = nil
    }

    /// Brings the list up to date with the moment that is shown; the selected thread stays selected while it is there.
    mutating func refresh(_ scene: Scene, height: Int) {
        let trace = scene.trace
        guard !isPlain else {
            lanes = nil
            basis = nil
            return reselect(trace, height)
        }
        basis = Basis(scene)
        var filter = LaneFilter(filter, at: scene.moment, of: trace)
        let hidesDone = foldsDone
        let shown = trace.threadIDs.filter { thread in
            if !names.isEmpty, !names.contains(trace[thread]?.name ?? "") { return false }
            if hidesDone, scene.moment.state(of: thread).activity == .done { return false }
            return filter.contains(thread)
        }
        lanes = order.sorted(shown, at: scene.moment) { trace[$0]?.name ?? "" }
        reselect(trace, height)
    }

    /// Whether the list has fallen behind the moment that is shown by enough to be worked out anew.
    func isStale(_ scene: Scene) -> Bool {
        if isPlain { return lanes != nil }
        guard let basis, lanes != nil else { return true }
        let new = Basis(scene)
        if new == basis { return false }
        let isStanding = scene.status.isPaused || scene.isOver
        if isStanding || new.threads <= Self.fewThreads || new.threads < basis.threads { return true }
        return abs(new.position - basis.position) > new.threads / 8
    }

    private mutating func reselect(_ trace: Trace, _ height: Int) {
        guard let selected else { return }
        let row = lanes.map { $0.firstIndex(of: selected) } ?? Int(selected.number) - 1
        if let row { rows.select(row, of: count(trace), height: height) }
    }
}
