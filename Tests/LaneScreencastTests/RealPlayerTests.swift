import Foundation
import LaneCanvas
import Multiplexer
import Testing

@testable import LaneScreencast

/// The real asciinema, in a real terminal, plays what was recorded.
@Suite(.serialized, .onScreen) struct RealPlayerTests {
    /// Plays the text of a cast, and waits until the terminal shows what is expected.
    ///
    /// - Returns: how the terminal differs from the last frame, cell by cell.
    private func play(_ text: String, _ command: String, last: Frame, masking places: [Range<Int>] = [])
        async throws -> [String]
    {
        let terminal = try Multiplexer()
        try text.write(to: terminal.folder.appending(path: "a.cast"), atomically: true, encoding: .utf8)
        // Its own view of itself, blanks at the ends of lines included; again and again, because what the player has written
        // is not yet what the terminal has read.
        let look = "tmux -u capture-pane -peN >screen.new; echo >>screen.new; mv screen.new screen"
        try terminal.start(
            "TerminalProbe",
            script: "asciinema \(command) a.cast; stty -echo; while :; do \(look); sleep 0.1; done",
            columns: last.size.columns, rows: last.size.rows)
        var screen = Frame(size: last.size)
        try? await terminal.wait(for: "the last frame") {
            screen = StyledText.frame(terminal.file("screen") ?? "", like: last)
            for (row, columns) in places.enumerated() {
                screen.fill(
                    row: row, columns: columns, character: ".", style: screen[row, columns.lowerBound].style)
            }
            return last.differences(from: screen).isEmpty
        }
        return last.differences(from: screen)
    }

    @Test(arguments: ["play -s 1000", "cat"])
    func `its last screen is the last frame, colours included`(command: String) async throws {
        let demo = DemoFrames(size: Size(columns: 90, rows: 24))
        var cast = RecordedText { Asciicast(ScreencastHeader(demo.size), to: $0) }
        var text = cast.begin()
        for tick in 0..<80 { text += cast.show(demo.frame(tick), at: .milliseconds(40 * tick)) }
        text += cast.end(at: .seconds(4))
        #expect(try await play(text, command, last: demo.frame(79)) == [])
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func `its last screen is the last frame, whatever the frames`(seed: UInt64) async throws {
        // Terminals do not agree about clusters, so there are none.
        var frames = RandomFrames(
            seed: seed, resizes: false, hasClusters: false, size: Size(columns: 40, rows: 10))
        var cast = RecordedText { Asciicast(ScreencastHeader(frames.frame.size), to: $0) }
        var text = cast.begin()
        for step in 0..<100 { text += cast.show(frames.next(), at: .milliseconds(10 * step)) }
        text += cast.end(at: .seconds(1))
        #expect(try await play(text, "play -s 1000", last: frames.frame) == [])
    }

    @Test
    func `a cluster that the terminal shows in its own way spoils nothing but its place`() async throws {
        let style = Style(background: Color(red: 0, green: 0, blue: 0))
        let size = Size(columns: 20, rows: 3)
        var frame = Frame(size: size, style: style)
        for row in 0..<3 { frame.write("abcdefghijklmnopqrst", row: row, column: 0, style: style) }
        var cast = RecordedText { Asciicast(ScreencastHeader(size), to: $0) }
        var text = cast.begin() + cast.show(frame, at: .zero)
        var expected = frame
        for (row, column) in [(0, 4), (1, 18), (2, 18)] {
            frame.write("👩‍🚀", row: row, column: column, style: style)
            expected.write("..", row: row, column: column, style: style)
        }
        text += cast.show(frame, at: .milliseconds(10)) + cast.end(at: .milliseconds(20))
        let places: [Range<Int>] = [4..<6, 18..<20, 18..<20]
        #expect(try await play(text, "play", last: expected, masking: places) == [])
    }
}

/// What tmux says a pane shows, read back.
private enum StyledText {
    /// tmux is silent about cells at the end of a line that were erased and never written; nothing can be in them but a
    /// background, so there the expected bare cells are taken as they are.
    static func frame(_ text: String, like expected: Frame) -> Frame {
        var terminal = TestTerminal(size: expected.size)
        var widths: [Int] = []
        for (row, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where row < expected.size.rows {
            terminal.feed("\u{1B}[\(row + 1)H" + line)
            widths.append(terminal.cursor.column)
        }
        var frame = terminal.frame
        for (row, width) in widths.enumerated() {
            for column in width..<max(expected.size.columns, width) where expected[row, column].isBare {
                frame.put(" ", row: row, column: column, style: expected[row, column].style)
            }
        }
        return frame
    }
}
