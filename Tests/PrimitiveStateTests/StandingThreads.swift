import ThreadTrace

@testable import ThreadRuntime

/// Threads that each stand at an operation, in a run that never goes on: something for a scheduler to choose from.
struct StandingThreads {
    private let run: Run
    private let contexts: [ThreadContext]

    init(_ count: Int) {
        let run = Run(Scenario("standing", title: "", summary: "") {})
        self.run = run
        contexts = (1...count).map { number in
            let resource = Resource(id: ResourceID(UInt32(number)), kind: .thread, name: "\(number)")
            return ThreadContext(
                id: ThreadID(UInt32(number)), name: "\(number)", resource: resource, run: run)
        }
    }

    /// These of the threads, by number, having come to their operations in this order.
    func candidates(_ numbers: [Int]) -> Candidates {
        Candidates(
            pending: numbers.enumerated().map { arrival, number in
                let context = contexts[number - 1]
                context.pending.arrive(
                    context.pending.request, number: arrival, deadline: .distantFuture, when: { true },
                    effect: { _ in })
                return context.pending
            })
    }
}
