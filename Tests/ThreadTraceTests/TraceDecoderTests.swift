import Testing

@testable import ThreadTrace

/// Files of other programs, whole and broken.
@Suite struct TraceDecoderTests {
    private static let firstLine = TraceFiles.firstLine
    private static let small = [
        firstLine, #"{"thread":1,"name":"alice"}"#, #"{"resource":4,"kind":"lock","name":"door"}"#,
        #"[5,1,"acquire",4]"#,
    ]
    private static let smallFile = small.joined(separator: "\n")

    private func read(_ text: String) throws(TraceFormatError) -> (batch: EventBatch, decoder: TraceDecoder) {
        try TraceFiles.decode(Array(text.utf8))
    }

    @Test func `a file that ends within a line loses that line, and it is told`() throws {
        let whole = Array((Self.smallFile + "\n").utf8)
        let start = whole.count - Self.small[3].utf8.count - 1
        for end in start + 1..<whole.count - 1 {
            let (batch, decoder) = try TraceFiles.decode(Array(whole[..<end]))
            #expect(decoder.isTorn && batch.events.count == 2, "\(end)")
        }
        for end in [start, whole.count - 1, whole.count] {
            let (batch, decoder) = try TraceFiles.decode(Array(whole[..<end]))
            #expect(!decoder.isTorn && batch.events.count == (end == start ? 2 : 3), "\(end)")
        }
    }

    @Test func `a last line that is whole and wrong is an error, line break or not`() {
        #expect(throws: TraceFormatError.self) { try read(Self.smallFile + "\n[6,9,\"begin\"]") }
    }

    @Test func `line ends of other systems, empty lines, spaces and a byte order mark are taken`() throws {
        let expected = try read(Self.smallFile).batch.events
        let crlf = Self.small.joined(separator: "\r\n") + "\r\n"
        let spaced = Self.small.joined(separator: "\n\n \t\n").replacing(",", with: " ,\t")
            .replacing(":", with: " : ")
        for text in [crlf, spaced, "\u{FEFF}" + Self.smallFile, "\n" + Self.smallFile] {
            #expect(try read(text).batch.events == expected)
        }
    }

    @Test(arguments: [1, 2, 3, 7, 64])
    func `portions may be cut anywhere`(size: Int) throws {
        let bytes = Array((Self.smallFile + "\n[6,1,\"output\",0,\"é漢👩‍🚀\"]").utf8)
        let (whole, parts) = (try TraceFiles.decode(bytes), try TraceFiles.decode(bytes, portions: size))
        #expect(whole.batch.events == parts.batch.events)
        #expect(whole.batch.names == parts.batch.names)
        #expect(parts.batch.names.contains("é漢👩‍🚀"))
    }

    @Test func `what a later version may explain is left out and counted`() throws {
        let (batch, decoder) = try TraceFiles.decode(
            #"{"palette":"dark"}"#, #"{"thread":1,"name":"alice","colour":{"red":[1,2]}}"#,
            #"[1,1,"teleport",0,{"a":[1]}]"#, #"[2,1,"begin",0,null,0,{"mood":1},"extra",[2]]"#)
        #expect(decoder.leftOut?.count == 6)
        #expect(decoder.leftOut?.line == 2)
        #expect(decoder.leftOut?.what == "a line with \"palette\"")
        #expect(decoder.leftOut?.isLaterVersion == false)
        #expect(batch.events.map(\.kind) == [.defineThread, .begin])
    }

    @Test func `a later version is read and told`() throws {
        let (batch, decoder) = try read(
            #"{"format":"threadlanes-trace","version":3}"# + "\n" + Self.small[1...].joined(separator: "\n"))
        #expect(decoder.leftOut?.isLaterVersion == true)
        #expect(decoder.leftOut?.count == 1)
        #expect(decoder.header?.version == 3)
        #expect(batch.events.count == 3)
    }

    /// Lines after those of `small`, and words of what is said about the last of them.
    private static let faults: [(line: String, words: String)] = [
        (#"[6,9,"begin"]"#, "thread 9 is not defined"),
        (#"[6,1,"acquire",9]"#, "resource 9 is not defined"),
        (#"[6,1,"acquire",4,null,9]"#, "source 9 is not defined"),
        (#"[6,1,"log",0,[9]]"#, "text 9 is not defined"),
        (#"[6,1,"acquire",4,7]"#, "thread 7 is not defined"),
        (#"[6,1,"acquire",4,null,0,{"holds":9}]"#, "resource 9 is not defined"),
        (#"[4,1,"begin"]"#, "the time 4 comes after 5"),
        (#"{"thread":2,"time":4}"#, "the time 4 comes after 5"),
        (#"[-1,1,"begin"]"#, "the time -1"),
        (#"[6.5,1,"begin"]"#, "time of an event has to be a whole number"),
        (#"[99999999999999999999,1,"begin"]"#, "time of an event"),
        (#"["6",1,"begin"]"#, "time of an event"),
        (#"[6,1,7]"#, "has to be its kind"),
        (#"[6,1]"#, "at least to the kind"),
        (#"[]"#, "at least to the kind"),
        (#"[6,1,"acquire",4,"x"]"#, "only messages and shared values can be texts"),
        (#"[6,1,"begin",0,9999999999]"#, "32 bits"),
        (#"[6,1,"begin",0,{}]"#, "the value of an event"),
        (#"[6,1,"begin",0,null,0,7]"#, "seventh element"),
        (#"[6,1,"begin",0,null,0,{"state":"bored"}]"#, "one of deadlocked, done"),
        (#"[6,1,"log",0,"x",0,{"level":"loud"}]"#, "one of critical, debug"),
        (#"[6,1,"log",0,"x",0,{"detail":16}]"#, "from 0 to 15"),
        (
            #"{"resource":5,"kind":"spinlock"}"#,
            "\"spinlock\"; it has to be one of atomic, barrier, condition"
        ),
        (#"{"thread":0,"name":"x"}"#, "whole number from 1"),
        (#"{"thread":2,"name":7}"#, "\"name\" has to be a text"),
        (#"{"verdict":"well"}"#, "one of cancelled, cut off, deadlocked, failed, finished"),
        (#"{"source":1,"file":"x","line":-1}"#, "whole number from 0"),
        (#"{"name":1}"#, "the definition of a text"),
        (firstLine, "a second header"),
        ("42", "neither an event"),
        ("hello", "not JSON"),
        (#"[6,1,"begin"] x"#, "not JSON"),
        (#"[6,1,"begin"}"#, "not JSON"),
        (#"[6,01,"begin"]"#, "not JSON"),
        (#"{"thread":2,}"#, "not JSON"),
        (#"[6,1,"log",0,"\q"]"#, "not JSON"),
        (
            #"{"a":"# + String(repeating: "[", count: 70) + String(repeating: "]", count: 70) + "}",
            "64 levels"
        ),
        (#"{"a":"# + String(repeating: "[", count: 100_000), "64 levels"),
    ]

    @Test(arguments: faults.indices)
    func `what is wrong is told with its line, and what came before it is given out`(index: Int) throws {
        let (line, words) = Self.faults[index]
        let error = #expect(throws: TraceFormatError.self) {
            try read(Self.smallFile + "\n" + line + "\n[99,1,\"begin\"]\n")
        }
        #expect(error?.line == 5)
        #expect(error?.before.events.count == 3)
        #expect(error?.reason.contains(words) == true, "\(error?.reason ?? "")")
        #expect((error?.reason.count ?? 0) < 250)
    }

    @Test func `after an error nothing is read any more`() {
        var decoder = TraceDecoder()
        #expect(throws: TraceFormatError.self) { try decoder.decode(Array("nonsense\n".utf8)) }
        for _ in 0..<2 {
            let error = #expect(throws: TraceFormatError.self) {
                try decoder.decode(Array(Self.smallFile.utf8))
            }
            #expect(error?.line == 1 && error?.before.isEmpty == true)
        }
        #expect(throws: TraceFormatError.self) { try decoder.finish() }
    }

    @Test(arguments: [
        "", "\n\n", "{", "PNG\u{1}\n", "{}\n", "[1,1,\"begin\"]\n", #"{"format":"threadlanes-trace"}"#,
    ])
    func `what is no trace is called none`(text: String) {
        let error = #expect(throws: TraceFormatError.self) { try read(text) }
        #expect(error?.reason.contains(#"{"format":"threadlanes-trace","version":1}"#) == true)
    }

    @Test func `texts have to be UTF-8`() {
        let line = Array(#"[6,1,"log",0,"x"#.utf8) + [0xFF, 0x22, 0x5D, 0x0A]
        let error = #expect(throws: TraceFormatError.self) {
            try TraceFiles.decode(Array((Self.smallFile + "\n").utf8) + line)
        }
        #expect(error?.line == 5 && error?.reason.contains("not UTF-8") == true)
    }

    @Test func `a line of more than 4 MiB is refused, whether or not it ends`() {
        let long = [UInt8](repeating: 0x20, count: 4 << 20 + 1)
        for end in [[], [0x0A]] as [[UInt8]] {
            let error = #expect(throws: TraceFormatError.self) {
                try TraceFiles.decode(Array((Self.smallFile + "\n").utf8) + long + end, portions: 100_000)
            }
            #expect(error?.line == 5 && error?.reason.contains("4 MiB") == true)
        }
    }

    @Test func `escapes stand for what they say, and half a surrogate for what can not be shown`() throws {
        let (batch, _) = try TraceFiles.decode(
            #"{"thread":1,"name":"\"\\\/\b\f\n\r\t\u00e9\u6F22\ud83d\ude80 \ud83d \ude80x"}"#)
        #expect(batch.names == ["\"\\/\u{8}\u{C}\n\r\té漢🚀 \u{FFFD} \u{FFFD}x"])
    }

    @Test func `any numbers will do, and can be used anew`() throws {
        let large = Int64.max
        let (batch, _) = try TraceFiles.decode(
            #"{"thread":\#(large),"name":"alice"}"#,
            #"{"resource":\#(large - 1),"kind":"lock","name":"door"}"#,
            #"{"thread":5,"name":"bob","resource":77}"#, #"[1,\#(large),"acquire",\#(large - 1)]"#,
            #"[2,5,"block",\#(large - 1)]"#, #"[3,\#(large),"block",77]"#,
            #"{"thread":5,"name":"carol"}"#, #"[4,5,"begin"]"#)
        #expect(batch.events.map(\.thread.number) == [1, 0, 2, 1, 2, 1, 3, 3])
        #expect(batch.events.map(\.resource.number) == [1, 2, 3, 2, 2, 3, 4, 0])
        #expect(batch.events[4].value == 1)
        #expect(batch.trace.now.holder(of: ResourceID(2)) == ThreadID(1))
        #expect(batch.trace[ThreadID(3)]?.name == "carol")
    }

    @Test func `a shared value may be anything that is not nested`() throws {
        let (batch, _) = try TraceFiles.decode(
            #"{"thread":1}"#, #"{"resource":2,"kind":"shared","name":"x"}"#, #"[1,1,"write",2,7]"#,
            #"[1,1,"write",2,12345678901]"#, #"[1,1,"write",2,1.5e3]"#, #"[1,1,"write",2,true]"#,
            #"[1,1,"read",2]"#, #"[1,1,"write",2,18446744073709551615]"#)
        let trace = batch.trace
        #expect(
            batch.events.dropFirst(2).map { trace.value(of: $0) }
                == ["7", "12345678901", "1.5e3", "true", "true", "18446744073709551615"])
    }

    @Test func `more threads than anybody can watch are refused`() {
        let lines = [Self.firstLine] + Array(repeating: #"{"thread":1}"#, count: 100_001)
        let error = #expect(throws: TraceFormatError.self) { try read(lines.joined(separator: "\n") + "\n") }
        #expect(error?.line == 100_002)
        #expect(error?.before.events.count == 100_000)
    }

    @Test func `places beyond those that events have room for are unknown`() throws {
        let lines = (1...65_540).map { #"{"source":\#($0),"file":"a","line":\#($0)}"# }
        let text = ([Self.firstLine, #"{"thread":1}"#] + lines).joined(separator: "\n")
        let (batch, _) = try read(
            text + "\n" + #"[0,1,"begin",0,null,65535]"# + "\n" + #"[0,1,"begin",0,null,65536]"#)
        #expect(batch.sources.count == 65_535)
        #expect(batch.events.suffix(2).map(\.source.number) == [65_535, 0])
    }
}
