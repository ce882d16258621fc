import Testing

/// Where output goes wrong, the command ends, and says so if anyone can still hear it.
@Suite struct BrokenOutputTests {
    private static let commands = [
        "list", "list --json", "run lock --plain --seed 1 --speed max", "run lock --plain --speed 200",
        "run gil --plain --speed 200",
    ]

    @Test(arguments: commands)
    func `a reader that has gone is no reason to complain`(command: String) async throws {
        let run = try await shell(
            """
            { until [ -e gone ]; do sleep 0.01; done; "$threadlanes" \(command); echo "status $?" >&2; } |
            { exec <&-; : >gone; }
            """)
        // As a shell tells of a program that SIGPIPE has ended.
        #expect(run.errors == "status 141\n")
        #expect(run.output.isEmpty)
    }

    @Test(arguments: commands)
    func `a reader of one line gets it, and the command ends`(command: String) async throws {
        let run = try await shell(#"{ "$threadlanes" \#(command); echo "status $?" >&2; } | head -n 1"#)
        #expect(run.lines.count == 1)
        #expect(["status 0\n", "status 141\n"].contains(run.errors))
    }

    @Test(arguments: commands)
    func `a full disk is an error`(command: String) async throws {
        let run = try await shell(#""$threadlanes" \#(command) >/dev/full"#)
        #expect(run.status == 1)
        #expect(run.errors == "Error: Standard output can not be written: No space left on device.\n")
    }

    @Test(arguments: commands)
    func `no standard output is an error`(command: String) async throws {
        let run = try await shell(#""$threadlanes" \#(command) >&-"#)
        #expect(run.status == 1)
        #expect(run.errors == "Error: Standard output can not be written: Bad file descriptor.\n")
    }
}
