import ThreadTrace

/// Why a run went wrong, told in a few lines: who did what in which order, with the places, and why that is wrong.
///
/// Of all steps only those are told without which it would not have come to that: both sides of a lost update, how each of a circle got
/// what the next one waits for, what was last done with what others wait for, what others did with the values that a failed thread used.
package struct Story: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        /// The step's number, 0 for what is no step: a wait.
        package let step: Int
        package let thread: ThreadID
        package let deed: String
        package let place: SourceLocation?

        init(step: Int, thread: ThreadID, deed: String, place: SourceLocation?) {
            self.step = step
            self.thread = thread
            self.deed = deed
            self.place = place
        }

        /// What an event of a trace tells.
        package init(_ number: Int, _ trace: Trace) {
            let event = trace[number]
            self.init(
                step: event.kind.isStep ? Int(event.step) : 0, thread: event.thread,
                deed: trace.deed(of: event), place: trace[event.source])
        }
    }

    package let title: String
    package let lines: [Line]
    package let conclusion: String
    /// The two lines of code that clash, in a sentence; nil where there are no such two.
    package let clash: String?
    /// The step from which on it went wrong: the first one that nobody could any longer have kept from doing harm.
    package let turn: Int?

    /// With title, conclusion and clash a dozen: more nobody reads.
    package static let mostLines = 9

    /// - Parameters:
    ///   - numbers: events to tell, in any order; of many the last ones.
    ///   - waits: what comes after them.
    init(
        _ title: String, _ numbers: [Int], _ trace: Trace, waits: [Line] = [], clash: Clash? = nil,
        _ conclusion: String
    ) {
        self.title = title
        self.conclusion = conclusion
        self.clash = clash?.words(trace)
        turn = clash.flatMap { $0.turn(trace) }
        let most = max(Self.mostLines + (clash == nil ? 1 : 0) - waits.count, 1)
        lines = Set(numbers).sorted().suffix(most).map { Line($0, trace) } + waits
    }

    /// Nil for a run in which nothing went wrong. O(events).
    package init?(_ trace: Trace) {
        if case .deadlocked? = trace.verdict {
            self.init(deadlock: trace)
        } else if case .failed(let message)? = trace.verdict {
            self.init(failure: trace, message)
        } else if let lost = trace.lostUpdates.first {
            self.init(lost, trace)
        } else {
            return nil
        }
    }

    private init(_ lost: LostUpdate, _ trace: Trace) {
        let write = trace[lost.write]
        let over = trace[lost.overwritten]
        let name = trace[write.resource]?.name ?? "the value"
        // What the other had read before it wrote.
        let othersRead = (0..<lost.overwritten).last {
            trace[$0].kind == .read && trace[$0].thread == over.thread && trace[$0].resource == over.resource
        }
        let (writer, other) = (trace.name(of: write.thread), trace.name(of: over.thread))
        self.init(
            "an update of \(name) is lost",
            [lost.read, lost.overwritten, lost.write] + (othersRead.map { [$0] } ?? []), trace,
            clash: Clash(lost.read, lost.overwritten, trace),
            "\(writer) had read \(trace.written(by: trace[lost.read])), and wrote \(trace.written(by: write)) "
                + "over \(other)'s \(trace.written(by: over)), which it never saw."
        )
    }
}

extension Trace {
    package func name(of thread: ThreadID) -> String {
        thread == .runtime ? "runtime" : self[thread]?.name ?? "thread \(thread)"
    }
}
