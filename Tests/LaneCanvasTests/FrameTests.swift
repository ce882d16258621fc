import LaneCanvas
import Testing

@Suite struct FrameTests {
    private let red = Style(foreground: Color(red: 255, green: 0, blue: 0))
    private let blue = Style(background: Color(red: 0, green: 0, blue: 255), attributes: .bold)

    private func frame(_ columns: Int = 8, _ rows: Int = 1) -> Frame {
        Frame(size: Size(columns: columns, rows: rows))
    }

    @Test func `a new frame is blank`() {
        let frame = Frame(size: Size(columns: 3, rows: 2), style: red)
        #expect(frame.text == "\n")
        #expect(frame[1, 2] == .blank(red))
        #expect(frame[2, 0] == .blank())
        #expect(frame[0, -1] == .blank())
        #expect(Frame(size: Size(columns: -1, rows: 5)).text == "\n\n\n\n")
    }

    @Test func `text is written where it is asked for and clipped at the edges`() {
        var frame = frame()
        #expect(frame.write("abc", row: 0, column: 1, style: red) == 3)
        #expect(frame.text == " abc")
        #expect(frame[0, 1].style == red)
        #expect(frame[0, 4].style == Style())
        #expect(frame.write("0123456789", row: 0, column: 6, style: red) == 2)
        #expect(frame.text == " abc  01")
        #expect(frame.write("0123", row: 0, column: -2, style: red) == 4)
        #expect(frame.text == "23bc  01")
        #expect(frame.write("x", row: 0, column: 8, style: red) == 0)
        #expect(frame.write("x", row: 1, column: 0, style: red) == 0)
        #expect(frame.write("x", row: -1, column: 0, style: red) == 0)
    }

    @Test func `a limit ends the text`() {
        var frame = frame()
        #expect(frame.write("abcdef", row: 0, column: 1, style: red, limit: 3) == 3)
        #expect(frame.write("z", row: 0, column: 7, style: red, limit: 0) == 0)
        #expect(frame.write("z", row: 0, column: 7, style: red, limit: .max) == 1)
        #expect(frame.text == " abc   z")
    }

    @Test func `control characters are shown, not obeyed`() {
        var frame = frame(12)
        #expect(frame.write("a\n\u{1B}b", row: 0, column: 0, style: red) == 10)
        #expect(frame.text == "a\\n\\u{1B}b")
        frame.put("\n", row: 0, column: 0, style: red)
        #expect(frame[0, 0].character == "\u{FFFD}")
    }

    @Test func `a wide character takes two cells or none`() {
        var frame = frame(5)
        #expect(frame.write("漢字漢", row: 0, column: 0, style: red) == 5)
        #expect(frame.text == "漢字")
        #expect((0..<5).map { frame[0, $0].width } == [2, 0, 2, 0, 1])
        #expect(frame[0, 4].style == red)
        frame.write("漢", row: 0, column: -1, style: blue)
        #expect(frame[0, 0] == .blank(blue))
        #expect(frame.text == "  字")
    }

    @Test func `overwriting half of a wide character blanks the other half`() {
        var frame = frame(4)
        frame.write("漢字", row: 0, column: 0, style: red)
        frame.put("x", row: 0, column: 1, style: blue)
        #expect(frame.text == " x字")
        #expect(frame[0, 0].style == red)
        frame.put("y", row: 0, column: 2, style: blue)
        #expect(frame.text == " xy")
        frame.write("漢字", row: 0, column: 0, style: red)
        frame.fill(row: 0, columns: 1..<3, character: "-")
        #expect(frame.text == " --")
    }

    @Test func `a mark behind the last column that fits still joins its base`() {
        var frame = frame(3)
        #expect(frame.write("abe\u{301}", row: 0, column: 0, style: red) == 3)
        #expect(frame[0, 2].character == "é")
    }

    @Test func `filling is clipped, and pairs up wide characters`() {
        var frame = frame(7)
        frame.fill(row: 0, columns: -5..<100, character: "━", style: red)
        #expect(frame.text == "━━━━━━━")
        frame.fill(row: 0, columns: 1..<6, character: "漢", style: blue)
        #expect(frame.text == "━漢漢 ━")
        frame.fill(row: 3, columns: 0..<7)
        frame.fill(row: 0, columns: 20..<30)
        #expect(frame.text == "━漢漢 ━")
    }

    @Test func `restyling keeps the characters and takes wide ones whole`() {
        var frame = frame(6)
        frame.write("a漢字b", row: 0, column: 0, style: red)
        frame.restyle(row: 0, columns: 2..<4) { $0.attributes.insert(.reverse) }
        #expect(frame.text == "a漢字b")
        #expect(
            (0..<6).map { frame[0, $0].style.attributes == .reverse } == [
                false, true, true, true, true, false,
            ])
    }

    @Test func `changes are the stretches that differ`() {
        var old = frame(10, 2)
        old.write("0123456789", row: 1, column: 0, style: red)
        var new = old
        #expect(FrameUpdate(new, since: old).changes == [])
        new.put("x", row: 1, column: 2, style: red)
        new.put("y", row: 1, column: 3, style: red)
        new.restyle(row: 1, columns: 9..<10) { $0 = blue }
        #expect(
            FrameUpdate(new, since: old).changes == [
                FrameChange(row: 1, columns: 2..<4), FrameChange(row: 1, columns: 9..<10),
            ])
        new.put("2", row: 1, column: 2, style: red)
        new.put("3", row: 1, column: 3, style: red)
        new.restyle(row: 1, columns: 9..<10) { $0 = red }
        #expect(FrameUpdate(new, since: old).changes == [])
    }

    @Test func `another size changes every row`() {
        let expected = [FrameChange(row: 0, columns: 0..<3), FrameChange(row: 1, columns: 0..<3)]
        #expect(FrameUpdate(frame(3, 2)).changes == expected)
        #expect(FrameUpdate(frame(3, 2), since: frame(2, 3)).changes == expected)
        #expect(FrameUpdate(frame(0, 2)).changes == [])
    }

    @Test func `what differs and looks alike has not changed`() {
        var old = frame(6)
        old.write("漢 x", row: 0, column: 0, style: red)
        var new = old
        // Of a blank only the background can be seen.
        new.fill(row: 0, columns: 4..<6, style: Style(foreground: blue.background, attributes: .bold))
        #expect(new != old)
        #expect(FrameUpdate(new, since: old).changes == [])
        new.fill(row: 0, columns: 4..<6, style: Style(attributes: .underline))
        #expect(FrameUpdate(new, since: old).changes == [FrameChange(row: 0, columns: 4..<6)])
        // A blank in the place of half a character is seen.
        new = old
        new.put("a", row: 0, column: 0, style: red)
        #expect(FrameUpdate(new, since: old).changes == [FrameChange(row: 0, columns: 0..<2)])
    }

    @Test func `an update is whole without a frame of its size before it`() {
        #expect(FrameUpdate(frame(3, 2)).isWhole)
        #expect(FrameUpdate(frame(3, 2), since: frame(2, 3)).isWhole)
        #expect(!FrameUpdate(frame(3, 2), since: frame(3, 2)).isWhole)
    }

    @Test func `frames are equal when they show the same`() {
        var one = frame()
        var other = frame()
        one.write("👩‍🚀e\u{301}", row: 0, column: 0, style: red)
        other.write("👩‍🚀", row: 0, column: 0, style: red)
        #expect(one != other)
        other.write("e\u{301}", row: 0, column: 2, style: red)
        #expect(one == other)
        #expect(one[0, 0].character == "👩‍🚀")
    }
}
