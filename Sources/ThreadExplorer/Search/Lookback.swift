import ThreadModel
import ThreadRuntime
import ThreadTrace

/// What everyone could have done at a moment of an execution: a scenario is run along the steps before it once more, on fibers, and given
/// up there.
package struct Lookback {
    private let scenario: Scenario
    private let stacks = FiberStacks()

    package init(_ scenario: Scenario) { self.scenario = scenario }

    /// - Parameters:
    ///   - steps: who took the steps before.
    ///   - thread: of whom it is asked what would follow.
    /// - Returns: nil where it does not come there again.
    /// - Complexity: O(steps), some microseconds each.
    package func choices(
        behind steps: [ThreadID], previewing thread: ThreadID?
    ) -> (choices: [Choice], consequence: Consequence)? {
        let observer = LookbackObserver(steps, thread)
        let run = Run(
            searching: scenario, GuidedScheduler(guide: observer), maxSteps: steps.count + 1, stacks: stacks)
        guard (try? run.start()) != nil else { return nil }
        _ = run.wait()
        return observer.found
    }
}

private final class LookbackObserver: Guide {
    private let steps: [ThreadID]
    private let thread: ThreadID?
    private var depth = 0
    private(set) var found: (choices: [Choice], consequence: Consequence)?

    init(_ steps: [ThreadID], _ thread: ThreadID?) {
        self.steps = steps
        self.thread = thread
    }

    func choose(_ situation: Situation) -> ThreadID? {
        guard depth < steps.count else {
            let execution = situation.execution.pointee
            found = (execution.choices, thread.map(execution.consequence) ?? Consequence())
            return nil
        }
        depth += 1
        return situation.isEnabled(steps[depth - 1]) ? steps[depth - 1] : nil
    }
}
