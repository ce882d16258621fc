import ThreadModel
import ThreadRuntime
import ThreadTrace

/// A search divided among those who do it beside each other.
extension Exploration {
    /// Enough for many to be busy to the end, few enough to be made at once.
    private static let enough = 128

    /// All of the search, as parts that know nothing of each other. The same exploration of the same scenario has the same parts.
    ///
    /// - Parameter workers: among how many lots are divided; a tree has as many parts as its shape gives.
    /// - Complexity: O(parts) executions.
    package func parts(of scenario: Scenario, workers: Int) throws -> [Part] {
        guard !isSampling else { return (0..<workers).map { .lots(Lots(next: $0, stride: workers)) } }
        let stacks = FiberStacks()
        var whole: [Position] = []
        var open = [Position.start]
        // The shortest first, so that parts are about as large.
        while !open.isEmpty, whole.count + open.count < Self.enough {
            var next: [Position] = []
            for position in open {
                let divided = try divided(position, scenario, stacks)
                if let divided { next += divided } else { whole.append(position) }
            }
            open = next
        }
        return (whole + open).map(Part.tree)
    }

    /// The parts of a part, none where all that it has is in others; nil where there is nothing to choose.
    private func divided(
        _ position: Position, _ scenario: Scenario, _ stacks: FiberStacks
    ) throws -> [Position]? {
        let divider = makeDivider(position)
        let explorer = Explorer(scenario, divider, maxSteps: maxSteps, clock: clock, stacks: stacks)
        _ = try explorer.next()
        return divider.parts
    }

    private func makeDivider(_ position: Position) -> any Divider {
        switch (strategy, bound) {
        case (.dpor, nil): OptimalReduction(from: position, divides: true)
        default: DepthFirstSearch(bound, from: position, divides: true)
        }
    }
}

/// Takes one execution as far as to the next choice between threads.
protocol Divider: ExecutionStrategy {
    /// A part for each of the choices; nil where the execution came to its end.
    var parts: [Position]? { get }
}
