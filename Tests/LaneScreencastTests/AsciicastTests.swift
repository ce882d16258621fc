import LaneCanvas
import Testing

@testable import LaneScreencast

/// Recordings played back by a terminal, against the frames they were made of.
@Suite struct AsciicastTests {
    private static let versions: [Asciicast.Version] = [.v2, .v3]

    @Test(arguments: versions, 0..<40 as Range<UInt64>)
    func `after every frame the screen is that frame`(version: Asciicast.Version, seed: UInt64) throws {
        var frames = RandomFrames(seed: seed)
        var cast = RecordedText { Asciicast(ScreencastHeader(frames.frame.size), version: version, to: $0) }
        var text = cast.begin()
        for step in 0..<60 {
            let frame = frames.next()
            text += cast.show(frame, at: .milliseconds(step * 100))
            let closed = text + (version == .v3 ? "[0,\"x\",\"0\"]\n" : "")
            let terminal = try CastFile(closed).play()
            #expect(terminal.complaints == [])
            #expect(frame.differences(from: terminal.frame) == [])
            if frame.differences(from: terminal.frame) != [] { return }
        }
        text += cast.end(at: .seconds(60))
        let terminal = try CastFile(text).play()
        #expect(terminal.complaints == [])
        #expect(frames.frame.differences(from: terminal.frame) == [])
        #expect(terminal.isCursorVisible)
        #expect(terminal.pen == Style())
        #expect(terminal.cursor == (frames.frame.size.rows - 1, 0))
    }

    @Test func `a frame that looks the same says nothing`() {
        var cast = RecordedText { Asciicast(ScreencastHeader(Size(columns: 20, rows: 3)), to: $0) }
        var frame = Frame(size: Size(columns: 20, rows: 3))
        frame.write("worker-0", row: 1, column: 2, style: Style(attributes: .bold))
        #expect(cast.show(frame, at: .zero) != "")
        #expect(cast.show(frame, at: .seconds(1)) == "")
        frame.fill(
            row: 2, columns: 0..<20,
            style: Style(foreground: Color(red: 1, green: 2, blue: 3), attributes: .bold))
        #expect(cast.show(frame, at: .seconds(2)) == "")
    }

    @Test(arguments: versions)
    func `the same frames give the same bytes`(version: Asciicast.Version) {
        func record() -> String {
            var frames = RandomFrames(seed: 7)
            var cast = RecordedText {
                Asciicast(ScreencastHeader(frames.frame.size), version: version, to: $0)
            }
            var text = cast.begin()
            for step in 0..<100 { text += cast.show(frames.next(), at: .milliseconds(33 * step)) }
            return text + cast.end(at: .seconds(9))
        }
        #expect(record() == record())
    }

    @Test func `intervals add up to the time, however many there are`() throws {
        var cast = RecordedText {
            Asciicast(ScreencastHeader(Size(columns: 3, rows: 1)), version: .v3, to: $0)
        }
        var text = cast.begin()
        let third = Duration.seconds(1) / 3
        for step in 1...3_000 { text += cast.mark("", at: third * step) }
        text += cast.end(at: .seconds(1_000))
        let events = try CastFile(text).events
        #expect(events[2].time == 1_000_000)
        #expect(events[2_999].time == 1_000_000_000)
        #expect(events.suffix(2).map(\.code) == ["o", "x"])
    }

    @Test func `times are as short as they can be`() {
        var cast = RecordedText { Asciicast(ScreencastHeader(Size(columns: 3, rows: 1)), to: $0) }
        #expect(cast.mark("a", at: .milliseconds(1_500)) == "[1.5,\"m\",\"a\"]\n")
        #expect(cast.mark("b", at: .nanoseconds(1_500_000_600)) == "[1.500001,\"m\",\"b\"]\n")
        #expect(cast.mark("c", at: .seconds(2)) == "[2,\"m\",\"c\"]\n")
        #expect(cast.mark("never back", at: .seconds(1)) == "[2,\"m\",\"never back\"]\n")
    }

    @Test(arguments: versions)
    func `the header says what it was given`(version: Asciicast.Version) throws {
        let header = ScreencastHeader(
            size: Size(columns: 100, rows: 30), title: "a \"lock\" \u{1B}[31m\n", palette: .standard,
            timestamp: 1_700_000_000)
        var cast = RecordedText { Asciicast(header, version: version, to: $0) }
        let file = try CastFile(cast.begin() + cast.end(at: .zero))
        #expect(file.version == version.rawValue)
        #expect(file.size == Size(columns: 100, rows: 30))
        #expect(file.header["title"] as? String == "a \"lock\" \\u{1B}[31m\\n")
        #expect(file.header["timestamp"] as? Int == 1_700_000_000)
    }

    @Test(arguments: versions)
    func `a window that changes its size is an event before its first frame`(version: Asciicast.Version)
        throws
    {
        var cast = RecordedText {
            Asciicast(ScreencastHeader(Size(columns: 10, rows: 3)), version: version, to: $0)
        }
        var text = cast.begin() + cast.show(Frame(size: Size(columns: 10, rows: 3)), at: .zero)
        text +=
            cast.show(Frame(size: Size(columns: 12, rows: 4)), at: .seconds(1)) + cast.end(at: .seconds(2))
        let events = try CastFile(text).events
        #expect(events.map(\.code) == (version == .v3 ? ["o", "r", "o", "o", "x"] : ["o", "r", "o", "o"]))
        #expect(events[1] == CastFile.Event(time: 1_000_000, code: "r", data: "12x4"))
    }

    @Test func `one changed cell costs a move, a style and the cell`() {
        let style = Style(background: Color(red: 0, green: 0, blue: 0))
        var cast = RecordedText { Asciicast(ScreencastHeader(Size(columns: 80, rows: 24)), to: $0) }
        var frame = Frame(size: Size(columns: 80, rows: 24), style: style)
        _ = cast.show(frame, at: .zero)
        frame.put("x", row: 4, column: 40, style: style)
        #expect(cast.show(frame, at: .seconds(1)) == "[1,\"o\",\"\\u001b[5;41Hx\"]\n")
        frame.put("y", row: 5, column: 40, style: style)
        #expect(cast.show(frame, at: .seconds(2)) == "[2,\"o\",\"\\u001b[B\\by\"]\n")
        frame.put("z", row: 5, column: 43, style: style)
        #expect(cast.show(frame, at: .seconds(3)) == "[3,\"o\",\"\\u001b[2Cz\"]\n")
        frame.fill(row: 5, columns: 44..<60, character: "-", style: style)
        #expect(cast.show(frame, at: .seconds(4)) == "[4,\"o\",\"----------------\"]\n")
        frame.fill(row: 5, columns: 40..<60, style: style)
        #expect(cast.show(frame, at: .seconds(5)) == "[5,\"o\",\"\\u001b[20D\\u001b[K\"]\n")
    }

    @Test func `text is the last frame`() {
        var format = RecordedText { TextScreencast(to: $0) }
        var frame = Frame(size: Size(columns: 10, rows: 3))
        frame.write("one", row: 0, column: 1, style: Style())
        _ = format.begin() + format.show(Frame(size: Size(columns: 4, rows: 1)), at: .zero)
        _ = format.show(frame, at: .seconds(1))
        #expect(format.end(at: .seconds(2)) == " one\n\n\n")
    }
}
