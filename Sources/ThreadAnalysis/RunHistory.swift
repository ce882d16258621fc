import ThreadTrace

/// What is known of a run: its trace and what follows from it, all of it or the last part.
///
/// Where there is a limit, two traces are kept while the second grows to so many events, and then the first is forgotten. So nothing is
/// ever moved, each event costs twice as much as without a limit, and memory is that of three times so many events at most, beside what
/// each thread and resource takes.
package struct RunHistory: Sendable {
    /// A trace and its analysis.
    private struct Part {
        var trace = Trace()
        var analysis = RunAnalysis()

        /// So many events can be gone through.
        var length: Int { trace.count - trace.floor }

        mutating func append(_ batch: EventBatch) {
            trace.append(batch)
            analysis.fold(trace)
        }

        mutating func look(atMost limit: Int) { analysis.look(trace, atMost: limit) }
    }

    private var shown = Part()
    /// What takes its place when it has grown.
    private var next: Part?
    private let limit: Int?

    /// Looks for findings in what has not been looked at.
    ///
    /// - Parameter limit: so many events at most, so that a long trace is shown at once.
    package mutating func look(atMost limit: Int) {
        shown.look(atMost: limit)
        next?.look(atMost: limit)
    }

    /// Whether something has not been looked at.
    package var hasMoreToLookAt: Bool { shown.analysis.findings.count < shown.trace.count }

    package var trace: Trace { _read { yield shown.trace } }
    package var analysis: RunAnalysis { _read { yield shown.analysis } }

    /// - Parameter limit: at least so many events are kept, and at most twice as many; nil: all.
    package init(keepingLast limit: Int? = nil) { self.limit = limit }

    /// Takes in what happened. Amortized O(1) an event.
    ///
    /// - Returns: how far positions in the trace have fallen, as what was before has been forgotten.
    package mutating func append(_ batch: EventBatch) -> Int {
        guard let limit else {
            shown.append(batch)
            return 0
        }
        var fallen = 0
        var rest = batch.events[...]
        repeat {
            let part = rest.prefix(max(limit - (next ?? shown).length, 1))
            rest = rest.dropFirst(part.count)
            // Names come with the first part, and are given up after the last.
            var portion = part.startIndex == batch.events.startIndex ? batch : EventBatch()
            portion.events = Array(part)
            portion.oldestName = rest.isEmpty ? batch.oldestName : nil
            shown.append(portion)
            next?.append(portion)
            fallen += turnOver(limit)
        } while !rest.isEmpty
        return fallen
    }

    private mutating func turnOver(_ limit: Int) -> Int {
        // What it takes to say how everything stands is not done more often than it is worth.
        func isFull(_ part: Part) -> Bool { part.length >= max(limit, part.trace.floor) }
        var fallen = 0
        if let full = next, isFull(full) {
            fallen = shown.trace.count - full.trace.count
            shown = full
            next = nil
        }
        if next == nil, isFull(shown) {
            let trace = Trace(continuing: shown.trace)
            next = Part(trace: trace, analysis: RunAnalysis(continuing: shown.analysis, in: trace))
        }
        return fallen
    }

    /// The run begins anew.
    package mutating func restart() { self = RunHistory(keepingLast: limit) }
}
