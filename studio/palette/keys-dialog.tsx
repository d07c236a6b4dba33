import { Kbd, Modal, Table } from "@mantine/core";
import { text as words } from "../text/text.ts";

export interface KeysDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** What can be done by the keyboard. */
export function KeysDialog({ opened, onClose }: KeysDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.palette.keys}
      closeButtonProps={{ "aria-label": words.common.close }}
    >
      <Table aria-label={words.palette.keys} verticalSpacing={6}>
        <Table.Tbody>
          {words.palette.keyList.map(([keys, does]) => (
            <Table.Tr key={keys}>
              <Table.Td>
                <Kbd>{keys}</Kbd>
              </Table.Td>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
