import LaneCanvas

@testable import LaneTerminal

/// What a terminal sends: whatever it was, a good half second later a letter is a key again.
///
/// Bytes are as they come, but for `FF n`: 10 · n milliseconds go by.
@_cdecl("LLVMFuzzerTestOneInput")
public func decodeKeys(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var now = ContinuousClock.now
    var decoder = InputDecoder(at: now)
    var bytes = UnsafeBufferPointer(start: start, count: count)[...]
    func wait(_ time: Duration) {
        now += time
        check(decoder.expire(at: now))
        precondition(decoder.deadline.map { $0 > now } ?? true, "what has ended waits on")
    }
    while let byte = bytes.popFirst() {
        if byte == 0xFF {
            wait(.milliseconds(10 * Int(bytes.popFirst() ?? 0)))
        } else {
            check(decoder.take([byte], at: now))
        }
    }
    wait(.milliseconds(501))
    precondition(decoder.deadline == nil, "something never ends")
    precondition(decoder.take([0x61], at: now) == [.key(.character("a"))], "keys are not heard any more")
    return 0
}

private func check(_ inputs: [Input]) {
    precondition(inputs.count <= 2, "more than was sent")
    for input in inputs {
        switch input {
        case .key(.function(let number)):
            precondition((1...63).contains(number), "a function key there is none of")
        case .key: break
        case .mouse(let event): precondition(event.row >= 0 && event.column >= 0, "a click beside the screen")
        case .paste(let text): precondition(text.utf8.count <= 3 * 4096, "more than is kept")
        default: preconditionFailure("what no terminal sends")
        }
    }
}
