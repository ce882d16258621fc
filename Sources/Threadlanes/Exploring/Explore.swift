import ThreadExplorer

/// A search through all the ways in which a scenario could go, for a package's own tests:
///
/// ```swift
/// @Test func nothingIsLost() throws {
///     try Explore(transfers).verify()
/// }
/// ```
///
/// What goes wrong is thrown as a `Counterexample`, whose description is the story of it. The body must depend on nothing but the
/// order of steps, as it is run again and again, many times a millisecond; sleeps and timeouts end at any later moment and take no
/// time. Source: P. Abdulla, S. Aronsson, B. Jonsson and K. Sagonas, JACM 64(4), 2017.
public struct Explore: Sendable {
    /// What can be wrong with an execution.
    public enum Bug: String, Sendable, CaseIterable {
        case deadlock
        /// A thread threw, or what `expect` or `check` say was not so.
        case failure
        case lostUpdate = "lost-update"
    }

    /// What is known when nothing was found.
    public struct Verification: Hashable, Sendable {
        /// How many executions cover all that was to be covered.
        public let executions: Int
        /// The most steps that one of them took.
        public let longest: Int
    }

    private let scenario: Scenario
    private let jobs: Int
    private var settings = SearchSettings()

    /// - Parameters:
    ///   - jobs: how many threads search beside each other.
    ///   - preemptions: only executions in which so many times at most a thread that could go on had to wait; nil for all.
    ///   - maxSteps: a longer execution is an error, as what comes later is not covered.
    ///   - allowed: what is no bug.
    public init(
        _ scenario: Scenario, jobs: Int = 1, preemptions: Int? = nil, maxSteps: Int = 10_000,
        allowing allowed: Set<Bug> = []
    ) {
        self.scenario = scenario
        self.jobs = max(jobs, 1)
        settings.bounds.preemptions = preemptions
        settings.maxSteps = max(maxSteps, 1)
        settings.allow = allowed.map(\.rawValue)
    }

    /// Searches until a bug is found or nothing is left.
    ///
    /// - Throws: `Counterexample` for a bug, `ExploreError` for a scenario that can not be searched, or not to its end.
    /// - Complexity: O(executions × steps), about 100 µs an execution of some dozen steps.
    @discardableResult
    public func verify() throws -> Verification {
        let (report, found): (SearchReport, FoundBug?)
        do {
            (report, found) = try ScenarioSearch(scenario, jobs: jobs, isWatched: false).run(settings, nil)
        } catch let error as NondeterminismError {
            throw ExploreError(
                description:
                    "\(scenario.name) does something else on the same schedule, at step \(error.step)")
        }
        if let found {
            throw Counterexample(
                bug: Bug(rawValue: found.kind.rawValue) ?? .failure, schedule: "\(found.schedule)",
                description: found.storyText)
        }
        guard report.cutOff == 0 else {
            throw ExploreError(
                description:
                    "\(counted(report.cutOff, "execution")) of \(scenario.name) took more than \(settings.maxSteps) steps"
            )
        }
        return Verification(executions: report.executions, longest: report.longest)
    }
}

/// An execution that goes wrong. Its description tells who did what.
public struct Counterexample: Error, CustomStringConvertible {
    public let bug: Explore.Bug
    /// Who took each step: `run NAME --schedule` takes it.
    public let schedule: String
    public let description: String
}

/// A search that came to no result.
public struct ExploreError: Error, CustomStringConvertible {
    public let description: String
}
