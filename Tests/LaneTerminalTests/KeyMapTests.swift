import LaneCanvas
import Testing

@testable import LaneTerminal

@Suite struct KeyMapTests {
    @Test(
        arguments: [
            (0x61, .character("a")), (0x20, .character(" ")), (0x6F22, .character("漢")),
            (0x1F9F5, .character("🧵")),
            (0x0D, .enter), (0x0A, .enter), (0x09, .tab), (0x1B, .escape), (0x7F, .backspace),
            (0x08, .backspace),
            (0x01, .control("a")), (0x12, .control("r")), (0x1A, .control("z")), (0x00, .control("@")),
            (0x1F, .control("_")),
        ] as [(UInt32, Key)])
    func `characters become keys`(character: UInt32, key: Key) {
        #expect(KeyMap.key(character: character) == key)
    }

    @Test func `what is no scalar is no key`() {
        #expect(KeyMap.key(character: 0xD800) == nil)
        #expect(KeyMap.key(character: 0xFFFF_FFFF) == nil)
    }
}
