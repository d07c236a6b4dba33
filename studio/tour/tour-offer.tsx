import { Button, Group, Paper, Text, Title } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { text } from "../text/text.ts";
import { useTour } from "./use-tour.ts";

/** Offers the tour until it was taken or refused once in this browser. */
export function TourOffer() {
  const [answered, setAnswered] = useLocalStorage({
    key: "tocsin-tour-answered",
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const start = useTour();
  const { offer } = text.tour;
  if (answered) return null;
  return (
    <Paper component="section" aria-labelledby="tour-offer" withBorder p="md" radius="md">
      <Group justify="space-between" gap="sm">
        <div>
          <Title order={2} size="h6" id="tour-offer">
            {offer.title}
          </Title>
          <Text size="sm">{offer.text}</Text>
        </div>
        <Group gap="xs">
          <Button
            size="xs"
            onClick={() => {
              setAnswered(true);
              start();
            }}
          >
            {offer.begin}
          </Button>
          <Button size="xs" variant="default" onClick={() => setAnswered(true)}>
            {offer.later}
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
