import Multiplexer
import Testing

/// Where there can be no screen, an error says why, and nothing is touched.
@Suite(.onScreen) struct TerminalRefusalTests {
    @Test(arguments: [
        ("TERM=dumb \"$PROGRAM\"", "TERM=dumb cannot move the cursor; try TERM=xterm-256color"),
        (
            "TERM=no-such-terminal \"$PROGRAM\"",
            "TERM=no-such-terminal is not in the terminfo database; try TERM="
        ),
        ("env -u TERM \"$PROGRAM\"", "TERM is not set; try TERM=xterm-256color"),
        ("TERM= \"$PROGRAM\"", "TERM is not set"),
        ("\"$PROGRAM\" >output", "standard output is not a terminal"),
        ("\"$PROGRAM\" </dev/null", "standard input is not a terminal"),
    ])
    func `the error names the thing and the remedy`(command: String, message: String) async throws {
        let terminal = try Multiplexer()
        try terminal.start(
            """
            stty -a >settings.before
            \(command) 2>errors
            echo $? >status
            stty -a >settings.after
            echo after the program
            echo >done
            """)
        try await terminal.expectTerminalBack(status: 64)
        let errors = try #require(terminal.file("errors"))
        #expect(errors.contains(message), "\(errors)")
    }
}
