// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title  Vm: forge's cheatcodes, the ones that these tests use
/// @notice forge answers at one fixed address; this interface gives the answers types. Foundry's own library is not on npm, the
///         one registry that the build may ask, and a test needs little of it: add a cheatcode here when a test needs another.
interface Vm {
    /// @notice An event as it was recorded between `recordLogs` and `getRecordedLogs`.
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    /// @notice Gas of the last call, as forge metered it.
    struct Gas {
        uint64 gasLimit;
        uint64 gasTotalUsed;
        uint64 gasMemoryUsed;
        int64 gasRefunded;
        uint64 gasRemaining;
    }

    /*//////////////////////////////// CALLER ////////////////////////////////*/

    /// @notice The next call comes from `sender`.
    function prank(address sender) external;
    /// @notice The next call comes from `sender`, in a transaction of `origin`.
    function prank(address sender, address origin) external;
    /// @notice Every call until `stopPrank` comes from `sender`.
    function startPrank(address sender) external;
    function startPrank(address sender, address origin) external;
    function stopPrank() external;

    /*//////////////////////////////// CHAIN /////////////////////////////////*/

    function warp(uint256 timestamp) external;
    function roll(uint256 blockNumber) external;
    function chainId(uint256 id) external;
    function fee(uint256 baseFee) external;
    function txGasPrice(uint256 gasPrice) external;
    function deal(address account, uint256 balance) external;
    function etch(address account, bytes calldata code) external;
    function load(address account, bytes32 slot) external view returns (bytes32 value);
    function store(address account, bytes32 slot, bytes32 value) external;
    function getNonce(address account) external view returns (uint64 nonce);
    function setNonce(address account, uint64 nonce) external;
    function computeCreateAddress(address deployer, uint256 nonce) external pure returns (address created);
    function getCode(string calldata artifact) external view returns (bytes memory creationCode);
    function getDeployedCode(string calldata artifact) external view returns (bytes memory runtimeCode);
    /// @notice Keeps the whole state under an id, to come back to with `revertToState`: a reorganisation in one call.
    function snapshotState() external returns (uint256 id);
    function revertToState(uint256 id) external returns (bool found);
    function revertToStateAndDelete(uint256 id) external returns (bool found);
    /// @notice Slots that the last transactions touched are cold again, as at the start of a transaction.
    function cool(address account) external;

    /*///////////////////////////////// KEYS /////////////////////////////////*/

    function addr(uint256 privateKey) external pure returns (address account);
    function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function label(address account, string calldata name) external;
    function getLabel(address account) external view returns (string memory name);
    /// @notice EIP-712 digest of a typed message in its JSON form, computed by forge and not by the contracts under test.
    function eip712HashTypedData(string calldata json) external pure returns (bytes32 digest);
    /// @notice EIP-712 struct hash of a type, given as `Name(type field,…)`, and its ABI-encoded fields, computed by forge.
    function eip712HashStruct(string calldata typeDefinition, bytes calldata fields)
        external
        pure
        returns (bytes32 structHash);

    /*///////////////////////////// EXPECTATIONS /////////////////////////////*/

    /// @notice The next call reverts, whatever it says. Prefer the forms that name the error.
    function expectRevert() external;
    /// @notice The next call reverts with this error, which has no arguments.
    function expectRevert(bytes4 selector) external;
    /// @notice The next call reverts with exactly these bytes: `abi.encodeWithSelector(Error.selector, arguments)`.
    function expectRevert(bytes calldata data) external;
    function expectRevert(bytes4 selector, address reverter) external;
    function expectRevert(bytes calldata data, address reverter) external;
    /// @notice The next call reverts with this error, with any arguments.
    function expectPartialRevert(bytes4 selector) external;
    function expectPartialRevert(bytes4 selector, address reverter) external;
    /// @notice The next call emits the event that the test emits right after this line.
    function expectEmit() external;
    function expectEmit(address emitter) external;
    function expectEmit(bool topic1, bool topic2, bool topic3, bool data) external;
    function expectEmit(bool topic1, bool topic2, bool topic3, bool data, address emitter) external;
    function expectCall(address callee, bytes calldata data) external;
    function expectCall(address callee, bytes calldata data, uint64 count) external;
    function mockCall(address callee, bytes calldata data, bytes calldata returned) external;
    function mockCallRevert(address callee, bytes calldata data, bytes calldata revertData) external;
    function clearMockedCalls() external;
    function recordLogs() external;
    function getRecordedLogs() external returns (Log[] memory logs);
    /// @notice Throws this fuzz input away. Prefer `bound`, which wastes none.
    function assume(bool condition) external pure;

    /*///////////////////////////////// GAS //////////////////////////////////*/

    function lastCallGas() external view returns (Gas memory gas);
    function pauseGasMetering() external;
    function resumeGasMetering() external;
    /// @notice Writes the last call's gas to `snapshots/{group}.json`, or compares it where FORGE_SNAPSHOT_CHECK is set.
    function snapshotGasLastCall(string calldata name) external returns (uint256 used);
    function snapshotGasLastCall(string calldata group, string calldata name) external returns (uint256 used);
    function snapshotValue(string calldata name, uint256 value) external;
    function snapshotValue(string calldata group, string calldata name, uint256 value) external;
    function startSnapshotGas(string calldata name) external;
    function startSnapshotGas(string calldata group, string calldata name) external;
    function stopSnapshotGas() external returns (uint256 used);

    /*///////////////////////// FILES AND ENVIRONMENT ////////////////////////*/

    function readFile(string calldata path) external view returns (string memory text);
    function writeFile(string calldata path, string calldata text) external;
    function keyExistsJson(string calldata json, string calldata key) external view returns (bool exists);
    function parseJson(string calldata json, string calldata key) external pure returns (bytes memory encoded);
    function parseJsonKeys(string calldata json, string calldata key) external pure returns (string[] memory keys);
    function parseJsonBool(string calldata json, string calldata key) external pure returns (bool);
    function parseJsonUint(string calldata json, string calldata key) external pure returns (uint256);
    function parseJsonUintArray(string calldata json, string calldata key) external pure returns (uint256[] memory);
    function parseJsonInt(string calldata json, string calldata key) external pure returns (int256);
    function parseJsonAddress(string calldata json, string calldata key) external pure returns (address);
    function parseJsonAddressArray(string calldata json, string calldata key) external pure returns (address[] memory);
    function parseJsonBytes(string calldata json, string calldata key) external pure returns (bytes memory);
    function parseJsonBytesArray(string calldata json, string calldata key) external pure returns (bytes[] memory);
    function parseJsonBytes32(string calldata json, string calldata key) external pure returns (bytes32);
    function parseJsonBytes32Array(string calldata json, string calldata key) external pure returns (bytes32[] memory);
    function parseJsonString(string calldata json, string calldata key) external pure returns (string memory);
    function parseJsonStringArray(string calldata json, string calldata key) external pure returns (string[] memory);
    function envOr(string calldata name, bool otherwise) external view returns (bool);
    function envOr(string calldata name, uint256 otherwise) external view returns (uint256);
    function envOr(string calldata name, string calldata otherwise) external view returns (string memory);

    /*///////////////////////////////// TEXT /////////////////////////////////*/

    function toString(address value) external pure returns (string memory);
    function toString(bool value) external pure returns (string memory);
    function toString(bytes calldata value) external pure returns (string memory);
    function toString(bytes32 value) external pure returns (string memory);
    function toString(int256 value) external pure returns (string memory);
    function toString(uint256 value) external pure returns (string memory);

    /*////////////////////////////// ASSERTIONS //////////////////////////////*/

    function assertTrue(bool condition) external pure;
    function assertTrue(bool condition, string calldata what) external pure;
    function assertFalse(bool condition) external pure;
    function assertFalse(bool condition, string calldata what) external pure;
    function assertEq(bool got, bool want, string calldata what) external pure;
    function assertEq(uint256 got, uint256 want, string calldata what) external pure;
    function assertEq(int256 got, int256 want, string calldata what) external pure;
    function assertEq(address got, address want, string calldata what) external pure;
    function assertEq(bytes32 got, bytes32 want, string calldata what) external pure;
    function assertEq(string calldata got, string calldata want, string calldata what) external pure;
    function assertEq(bytes calldata got, bytes calldata want, string calldata what) external pure;
    function assertEq(uint256[] calldata got, uint256[] calldata want, string calldata what) external pure;
    function assertEq(address[] calldata got, address[] calldata want, string calldata what) external pure;
    function assertEq(bytes32[] calldata got, bytes32[] calldata want, string calldata what) external pure;
    function assertNotEq(uint256 got, uint256 not, string calldata what) external pure;
    function assertNotEq(address got, address not, string calldata what) external pure;
    function assertNotEq(bytes32 got, bytes32 not, string calldata what) external pure;
    function assertLt(uint256 got, uint256 limit, string calldata what) external pure;
    function assertLe(uint256 got, uint256 limit, string calldata what) external pure;
    function assertGt(uint256 got, uint256 limit, string calldata what) external pure;
    function assertGe(uint256 got, uint256 limit, string calldata what) external pure;
}
