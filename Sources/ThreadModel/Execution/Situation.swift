import ThreadTrace

/// What a scheduler is shown: who could go, and who could not, by their operations. Valid while it chooses.
package struct Situation {
    /// All that the run is. Whoever shows the situation waits for the choice.
    package let execution: UnsafePointer<Execution>

    package init(_ execution: UnsafePointer<Execution>) { self.execution = execution }

    /// A thread that stands at an operation.
    package struct Candidate: Hashable, Sendable {
        package let thread: ThreadID
        package let request: Request
    }

    /// Those who can go, ascending by thread; at least one. The number of them costs O(1), one of them O(threads / 64).
    package var enabled: Enabled { Enabled(execution: execution) }

    /// Those who have come to an operation that can not take effect yet, ascending by thread. O(threads).
    package var blocked: [Candidate] {
        execution.pointee.threads.indices.compactMap { index in
            guard execution.pointee.threads[index].standing == .blocked else { return nil }
            return Candidate(
                thread: ThreadID(UInt32(index + 1)), request: execution.pointee.threads[index].request)
        }
    }

    /// Whether a thread could go. O(1).
    package func isEnabled(_ thread: ThreadID) -> Bool {
        execution.pointee.threads.indices.contains(thread.index)
            && execution.pointee.threads[thread.index].standing == .enabled
    }

    /// Who took the last step; the runtime before the first.
    package var last: ThreadID { execution.pointee.last }

    /// The number of the step to be taken, counted from 1.
    package var step: Int { Int(execution.pointee.steps) + 1 }

    /// Cyclic order: the first that can go after a thread, in order of creation, and from the beginning again.
    package func next(after thread: ThreadID) -> ThreadID {
        let index =
            execution.pointee.enabled.first(after: thread.index) ?? execution.pointee.enabled[0] ?? 0
        return ThreadID(UInt32(index + 1))
    }

    package struct Enabled: RandomAccessCollection {
        fileprivate let execution: UnsafePointer<Execution>

        package var startIndex: Int { 0 }
        package var endIndex: Int { execution.pointee.enabledCount }

        package subscript(position: Int) -> Candidate {
            let thread = thread(at: position)
            return Candidate(thread: thread, request: execution.pointee.threads[thread.index].request)
        }

        /// The thread alone.
        package func thread(at position: Int) -> ThreadID {
            ThreadID(UInt32((execution.pointee.enabled[position] ?? 0) + 1))
        }
    }
}
