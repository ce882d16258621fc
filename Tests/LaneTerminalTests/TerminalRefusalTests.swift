import Testing

/// Where there can be no screen, an error says why, and nothing is touched.
@Suite(.serialized) struct TerminalRefusalTests {
    @Test(arguments: [
        ("TERM=dumb \"$PROBE\"", "TERM=dumb cannot move the cursor; try TERM=xterm-256color"),
        (
            "TERM=no-such-terminal \"$PROBE\"",
            "TERM=no-such-terminal is not in the terminfo database; try TERM="
        ),
        ("env -u TERM \"$PROBE\"", "TERM is not set; try TERM=xterm-256color"),
        ("TERM= \"$PROBE\"", "TERM is not set"),
        ("\"$PROBE\" >output", "standard output is not a terminal; use --plain"),
        ("\"$PROBE\" </dev/null", "standard input is not a terminal"),
    ])
    func `the error names the thing and the remedy`(command: String, message: String) async throws {
        let terminal = try Multiplexer()
        try terminal.start(
            """
            stty -a >settings.before
            \(command) 2>errors
            echo $? >status
            stty -a >settings.after
            echo after the probe
            echo >done
            """)
        try await terminal.expectTerminalBack(status: 64)
        let errors = try #require(terminal.file("errors"))
        #expect(errors.contains(message), "\(errors)")
    }
}
