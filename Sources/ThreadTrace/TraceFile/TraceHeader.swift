/// The first line of a trace file: what was run, and how. Nothing in it is needed to show the trace.
package struct TraceHeader: Hashable, Sendable {
    /// What wrote the file, and its version; like every text here, empty where it is not known.
    package var program: String
    /// The scenario's name.
    package var scenario: String
    package var title: String
    /// The file the scenario is written in, as `Module/File.swift`.
    package var file: String
    /// "parallel", "random", "round-robin", "replay", or a word of another program's.
    package var schedule: String
    package var seed: UInt64?
    /// "virtual", "free", "monotonic" or nothing.
    package var clock: String
    /// The number of the process that it is a run of, where that is another than the one that writes.
    package var process: Int?
    /// Of the format: 1 when made here, more when a later program wrote it.
    package var version = Self.version

    /// What this program writes, and reads in full.
    static let version = 1
    /// What the first line of every trace file says that it is.
    static let format = "threadlanes-trace"

    package init(
        program: String = "", scenario: String = "", title: String = "", file: String = "",
        schedule: String = "", seed: UInt64? = nil, clock: String = "", process: Int? = nil
    ) {
        self.program = program
        self.scenario = scenario
        self.title = title
        self.file = file
        self.schedule = schedule
        self.seed = seed
        self.clock = clock
        self.process = process
    }
}
