import Testing

/// A way to run a scenario for its log.
struct Pace: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    var testDescription: String { arguments.joined(separator: " ") }

    static func seed(_ seed: Int) -> Pace { Pace(arguments: ["--seed", "\(seed)", "--speed", "max"]) }

    /// On virtual time: what time decides is the same under all of these, what threads decide is not.
    static let virtual =
        (0..<5).map(seed) + [Pace(arguments: ["--schedule", "round-robin", "--speed", "max"])]

    /// The operating system decides, in real time, in all of it or hardly any.
    static let parallel = ["200", "max"].map { Pace(arguments: ["--schedule", "parallel", "--speed", $0]) }

    static let all = virtual + parallel

    /// The log of a scenario that finishes without complaint.
    func log(of scenario: String, sourceLocation: SourceLocation = #_sourceLocation) async throws
        -> Transcript
    {
        let run = try await threadlanes(["run", scenario, "--plain"] + arguments)
        #expect(run.status == 0, sourceLocation: sourceLocation)
        #expect(run.complaints.isEmpty, sourceLocation: sourceLocation)
        return Transcript(run.output)
    }
}
