// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auth} from "../src/interfaces/Auth.sol";
import {InviteMember, JoinCircle} from "../src/interfaces/ICircles.sol";
import {ProposeRecovery, SetOperator} from "../src/interfaces/ICompanies.sol";
import {CancelReceivable, RetireLot} from "../src/interfaces/IEndings.sol";
import {AskGuarantee} from "../src/interfaces/IGuarantees.sol";
import {DisputeLot, FreezeLot} from "../src/interfaces/IHolds.sol";
import {Split, Transfer} from "../src/interfaces/ILots.sol";
import {AcceptPledge, PledgeLot} from "../src/interfaces/IPledges.sol";
import {IssueReceivable, RequestReceivable} from "../src/interfaces/IReceivables.sol";
import {ClaimRecourse} from "../src/interfaces/IRecourse.sol";
import {NameRuleSet} from "../src/interfaces/IRules.sol";
import {SettleReceivable} from "../src/interfaces/ISettlements.sol";
import {ObligationId, toObligationId} from "../src/libraries/ObligationId.sol";
import {Network} from "./Network.sol";
import {Vm} from "./Vm.sol";

/// @title Golden vectors
/// @notice One act of every type, made by the Go bindings. Its hashes are computed here again from its type string and by
/// forge's own EIP-712; and the contracts do it, in the world that the vectors are set in, which shows that they hash every
/// field as the bindings do: the calldata is the vector's, only its signatures are made again for this network's domain.
contract VectorsTest is Network {
    uint64 private constant NONCE = 77;
    uint40 private constant DEADLINE = 1_900_000_000;
    uint32 private constant SURETY = 53;
    uint48 private constant HALF = 500_000_000;
    bytes32 private constant DOCUMENT = keccak256("a document");

    string private json;

    function setUp() public override {
        super.setUp();
        json = vm.readFile("./test/vectors/acts.json");
        newKey("joining");
        world();
    }

    /* THE WORLD OF THE VECTORS */

    /// What the vectors' acts are about: three receivables of ACME's, a request and an issue that wait, an offer, a spare key.
    function world() private {
        accepting(ACME, CORE, CORE);
        for (uint64 n = 17; n < 31; ++n) {
            if (n != 20 && n != 21) issue(n, ACME);
        }
        issue(21, BOLT);
        request();
        offer();
        admit(SURETY, "Surety", 4);
        proposals();
        holdsAndKeys();
        vm.prank(keyOf[ACME]);
        lots.split(Split(ACME, receivable(CORE, 19), 0, 300_000_000), direct());
        deposit(BANK, BANK, 1e12);
        deposit(BANK, CORE, 1e12);
        spareKey();
    }

    function issue(uint64 n, uint32 supplier) private {
        IssueReceivable memory act;
        (act.company, act.serial, act.supplier, act.face, act.currency) = (CORE, n, supplier, 1_000_000_000, CNY);
        (act.delivered, act.due, act.rules, act.until) = (DAY0 - 10, DAY0 + 90, 1, DAY0 + 10);
        (act.contractDigest, act.invoicesDigest, act.justification) = (keccak256("a document"), one(1), one(2));
        vm.prank(keyOf[CORE]);
        receivables.issueReceivable(act, proposing());
    }

    function request() private {
        RequestReceivable memory act;
        (act.company, act.serial, act.obligor, act.face, act.currency) = (ACME, 6, CORE, 1_000_000_000, CNY);
        (act.delivered, act.due, act.rules, act.until) = (DAY0 - 10, DAY0 + 90, 1, DAY0 + 10);
        (act.contractDigest, act.invoicesDigest, act.justification) = (keccak256("a document"), one(1), one(2));
        vm.prank(keyOf[ACME]);
        receivables.requestReceivable(act, proposing());
    }

    function offer() private {
        Transfer memory act;
        (act.company, act.obligation, act.end, act.to, act.until) =
        (ACME, receivable(CORE, 18), 500_000_000, BOLT, DAY0 + 5);
        vm.prank(keyOf[ACME]);
        lots.transfer(act, proposing());
    }

    /// What waits for an answer on R31-22 to R31-26, and the pledge that is in force on R31-23; R31-29 went to BOLT with recourse.
    function proposals() private {
        PledgeLot memory pledge = PledgeLot(ACME, receivable(CORE, 22), 0, 0, HALF, BANK, 400_000_000, DAY0 + 30, 0, 0);
        vm.startPrank(keyOf[ACME]);
        pledges.pledgeLot(pledge, proposing());
        pledge.obligation = receivable(CORE, 23);
        pledges.pledgeLot(pledge, proposing());
        guarantees.askGuarantee(AskGuarantee(ACME, receivable(CORE, 24), 0, 0, HALF, SURETY, 0, 0), proposing());
        endings.cancelReceivable(CancelReceivable(ACME, receivable(CORE, 25), 0, "goods returned"), proposing());
        endings.retireLot(RetireLot(ACME, receivable(CORE, 26), 0, 0, HALF, 0, "paper", DOCUMENT), proposing());
        vm.stopPrank();
        bytes32 named = lots.proposalOf(receivable(CORE, 23), 0);
        vm.prank(keyOf[BANK]);
        pledges.acceptPledge(AcceptPledge(BANK, receivable(CORE, 23), 0, named, "ZDW-2024-000001"), direct());
        accepting(BOLT, ACME, CORE);
        vm.prank(keyOf[ACME]);
        lots.transfer(Transfer(ACME, receivable(CORE, 29), 0, 0, 2 * HALF, BOLT, true, 0, 0), direct());
    }

    /// An order on R31-27, a dispute about R31-28, a recovery of BOLT, BOLT in CORE's circle, a code for ACME, rule set 4 in draft.
    function holdsAndKeys() private {
        vm.prank(keyOf[AUTHORITY]);
        holds.freezeLot(
            FreezeLot(AUTHORITY, receivable(CORE, 27), 0, 0, HALF, "(2024) 17", DOCUMENT, 0, false), proposing()
        );
        vm.prank(keyOf[CORE]);
        holds.disputeLot(DisputeLot(CORE, receivable(CORE, 28), 0, 0, HALF, "short delivery", DOCUMENT), proposing());
        vm.prank(keyOf[AUTHORITY]);
        rules.nameRuleSet(NameRuleSet(AUTHORITY, 4, "CN-2028-DRAFT", DAY0 + 100), direct());

        ProposeRecovery memory lost = ProposeRecovery(OPERATOR, BOLT, newKey("recovering"), DOCUMENT);
        bytes memory consent = consentOf(
            "recovering",
            keccak256(
                abi.encode(
                    keccak256(
                        "ProposeRecovery(uint32 company,uint32 lost,address key,bytes32 documents,uint64 nonce,uint40 deadline)"
                    ),
                    lost,
                    NONCE,
                    DEADLINE
                )
            )
        );
        vm.prank(keyOf[OPERATOR]);
        companies.proposeRecovery(lost, proposing(), consent);

        vm.startPrank(keyOf[CORE]);
        circles.inviteMember(InviteMember(CORE, CORE, newKey("code"), DAY0 + 30), direct());
        circles.inviteMember(InviteMember(CORE, CORE, addressOf("joining"), DAY0 + 30), direct());
        vm.stopPrank();
        JoinCircle memory joining = JoinCircle(BOLT, CORE, addressOf("code"));
        consent = consentOf(
            "code",
            keccak256(
                abi.encode(
                    keccak256("JoinCircle(uint32 company,uint32 circle,address code,uint64 nonce,uint40 deadline)"),
                    joining,
                    NONCE,
                    DEADLINE
                )
            )
        );
        vm.prank(keyOf[BOLT]);
        circles.joinCircle(joining, proposing(), consent);
    }

    /// R31-29 is in default and claimed from ACME by BOLT; ACME has money for it.
    function defaulted() private {
        onDay(DAY0 + 94);
        settlements.declareDefault(receivable(CORE, 29));
        vm.prank(keyOf[BOLT]);
        recourse.claimRecourse(ClaimRecourse(BOLT, receivable(CORE, 29), 0, ACME, DOCUMENT), proposing());
        deposit(BANK, ACME, 1e12);
    }

    /// CORE has paid all of R31-29, late.
    function cleared() private {
        defaulted();
        uint48 interest = settlements.lateInterest(receivable(CORE, 29), 2 * HALF, today());
        vm.prank(keyOf[CORE]);
        settlements.settleReceivable(
            SettleReceivable(CORE, receivable(CORE, 29), 2 * HALF, BANK, 0, interest), direct()
        );
    }

    function addressOf(string memory name) private returns (address key) {
        (key,) = makeKey(name);
    }

    function consentOf(string memory name, bytes32 structHash) private returns (bytes memory) {
        (, uint256 secret) = makeKey(name);
        return signDigest(secret, digestOf(structHash));
    }

    /// The caller acts for itself; the proposal is known by the nonce and deadline that the vectors' answers name.
    function proposing() private pure returns (Auth memory auth) {
        (auth.nonce, auth.deadline) = (NONCE, DEADLINE);
    }

    /// A second key of CORE's, to be revoked and replaced.
    function spareKey() private {
        address spare = newKey("spare");
        SetOperator memory act = SetOperator(CORE, spare, 1, NO_LIMIT, NO_LIMIT, 0);
        bytes32 hash = keccak256(
            abi.encode(
                keccak256(
                    "SetOperator(uint32 company,address key,uint8 roles,uint48 limit,uint48 daily,uint32 until,uint64 nonce,uint40 deadline)"
                ),
                act,
                NONCE,
                DEADLINE
            )
        );
        bytes memory consent = consentOf("spare", hash);
        vm.prank(keyOf[CORE]);
        companies.setOperator(act, proposing(), consent);
    }

    /// Bytes32 that begin with a byte.
    function one(uint8 first) private pure returns (bytes32) {
        return bytes32(bytes1(first));
    }

    function receivable(uint32 company, uint64 n) private pure returns (ObligationId) {
        return toObligationId(1, company, n);
    }

    /* TESTS */

    function test_Vectors_TypeAndDigestAreOfTheirText() public view {
        bytes32 separator = vm.parseJsonBytes32(json, ".domain.separator");
        assertEq(
            separator,
            keccak256(
                abi.encode(
                    keccak256("EIP712Domain(string name,string version,uint256 chainId,bytes32 salt)"),
                    keccak256("Tallystick"),
                    keccak256("1"),
                    vm.parseJsonUint(json, ".domain.chainId"),
                    vm.parseJsonBytes32(json, ".domain.salt")
                )
            ),
            "domain separator"
        );
        for (uint256 i; i < count(); ++i) {
            string memory name = text(i, "name");
            assertEq(word(i, "typeHash"), keccak256(bytes(text(i, "typeString"))), name);
            bytes32 digest = keccak256(abi.encodePacked(hex"1901", separator, word(i, "structHash")));
            assertEq(word(i, "digest"), digest, name);
            assertEq(vm.eip712HashTypedData(text(i, "typedData")), digest, name);
            bytes memory signature = vm.parseJsonBytes(json, pathOf(i, "signature"));
            assertEq(recover(digest, signature), vm.parseJsonAddress(json, pathOf(i, "key")), name);
        }
    }

    function test_Vectors_ContractsDoEveryAct() public {
        uint256 done;
        uint256 state = vm.snapshotState();
        for (uint256 i; i < count(); ++i) {
            bytes memory data = vm.parseJsonBytes(json, pathOf(i, "calldata"));
            if (data.length == 0) continue;
            doAct(i, text(i, "name"), data);
            ++done;
            vm.revertToState(state);
        }
        // A quote travels with the act that takes it, and no contract sees an ask.
        assertEq(done, count() - 2, "acts done");
    }

    /* INTERNAL */

    function doAct(uint256 i, string memory name, bytes memory data) private {
        if (same(name, "SettleReceivable") || same(name, "AttestWire")) onDay(DAY0 + 90);
        if (same(name, "EnforcePledge")) onDay(DAY0 + 31);
        if (same(text(i, "contract"), "Recourse")) defaulted();
        if (same(name, "LiftDefault")) cleared();
        uint256 signatures = signaturesOf(i);
        for (uint256 j; j < signatures; ++j) {
            string memory path = string.concat(pathOf(i, "signatures["), vm.toString(j), "]");
            bytes32 hash = vm.parseJsonBytes32(json, string.concat(path, ".structHash"));
            (, uint256 secret) = makeKey(vm.parseJsonString(json, string.concat(path, ".keyName")));
            replace(
                data,
                vm.parseJsonBytes(json, string.concat(path, ".signature")),
                signDigest(secret, digestOf(hash)),
                name
            );
        }
        vm.recordLogs();
        (bool ok,) = targetOf(text(i, "contract")).call(data);
        assertTrue(ok, string.concat(name, " is done"));
        assertTrue(
            acted(digestOf(word(i, "structHash")), vm.parseJsonAddress(json, pathOf(i, "key"))),
            string.concat(name, " is known by the vector's struct hash")
        );
    }

    /// Whether `Acted` was emitted for this digest and key.
    function acted(bytes32 digest, address key) private returns (bool) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            if (
                logs[i].emitter == address(companies) && logs[i].topics[0] == keccak256("Acted(bytes32,address)")
                    && logs[i].topics[1] == digest && logs[i].topics[2] == bytes32(uint256(uint160(key)))
            ) return true;
        }
        return false;
    }

    function targetOf(string memory name) private view returns (address) {
        if (same(name, "Companies")) return address(companies);
        if (same(name, "Circles")) return address(circles);
        if (same(name, "Rules")) return address(rules);
        if (same(name, "Lots")) return address(lots);
        if (same(name, "Receivables")) return address(receivables);
        if (same(name, "Lines")) return address(lines);
        if (same(name, "Evidence")) return address(evidence);
        if (same(name, "Settlements")) return address(settlements);
        if (same(name, "Endings")) return address(endings);
        if (same(name, "Cash")) return address(cash);
        if (same(name, "Discounts")) return address(discounts);
        if (same(name, "Pledges")) return address(pledges);
        if (same(name, "Guarantees")) return address(guarantees);
        if (same(name, "Recourse")) return address(recourse);
        if (same(name, "Holds")) return address(holds);
        if (same(name, "PaymentRuns")) return address(paymentRuns);
        revert(string.concat("no contract is called ", name));
    }

    /// Puts another signature in the place of the one that is in `data`.
    function replace(bytes memory data, bytes memory old, bytes memory fresh, string memory name) private pure {
        bytes32 first;
        bytes32 wanted;
        assembly ("memory-safe") {
            wanted := mload(add(old, 0x20))
        }
        // Signatures begin at whole words after the selector.
        for (uint256 i = 4; i + 65 <= data.length; i += 32) {
            assembly ("memory-safe") {
                first := mload(add(add(data, 0x20), i))
            }
            if (first != wanted) continue;
            for (uint256 j; j < 65; ++j) {
                data[i + j] = fresh[j];
            }
            return;
        }
        assertTrue(false, string.concat(name, " carries the signature that the vector lists"));
    }

    function recover(bytes32 digest, bytes memory signature) private pure returns (address) {
        bytes32 r;
        bytes32 s;
        assembly ("memory-safe") {
            r := mload(add(signature, 0x20))
            s := mload(add(signature, 0x40))
        }
        return ecrecover(digest, uint8(signature[64]), r, s);
    }

    function signaturesOf(uint256 i) private view returns (uint256 n) {
        while (vm.keyExistsJson(json, string.concat(pathOf(i, "signatures["), vm.toString(n), "]"))) ++n;
    }

    function count() private view returns (uint256) {
        return vm.parseJsonUint(json, ".count");
    }

    function pathOf(uint256 i, string memory field) private pure returns (string memory) {
        return string.concat(".acts[", vm.toString(i), "].", field);
    }

    function text(uint256 i, string memory field) private view returns (string memory) {
        return vm.parseJsonString(json, pathOf(i, field));
    }

    function word(uint256 i, string memory field) private view returns (bytes32) {
        return vm.parseJsonBytes32(json, pathOf(i, field));
    }

    function same(string memory a, string memory b) private pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }
}
